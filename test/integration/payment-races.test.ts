import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { GatewayUnavailable, PaymentVoided } from '../../src/domains/payments/errors.js';
import { booksOf } from '../support/observe.js';
import { failuresOf } from '../support/outcomes.js';
import {
  moneyViolations,
  paymentRequest,
  startPayments,
  type GatewayCall,
  type Payments,
} from '../support/payments.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
afterEach(async () => {
  payments.interference = undefined;
  expect(await moneyViolations(payments.database)).toEqual([]);
});

/** Lets a rival act the first time the service makes the given call, before the gateway hears of it or after. */
function meanwhile(moment: 'before' | 'after', wanted: GatewayCall, rival: () => Promise<unknown>): void {
  let done = false;
  payments.interference = async (call, ask) => {
    if (call !== wanted || done) return ask();
    done = true;
    if (moment === 'before') await rival();
    const answer = await ask();
    if (moment === 'after') await rival();
    return answer;
  };
}

it('a cancellation that overtakes the charge on its way: nothing is charged', async () => {
  const request = paymentRequest();
  meanwhile('before', 'charge', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', amount: 0 }]);
  expect(await booksOf(payments.database, request.orderId)).toMatchObject({ payment: { failure_reason: 'voided' } });
});

it('a cancellation between the charge and its record: refunded, and the charge is told so', async () => {
  const request = paymentRequest();
  meanwhile('after', 'charge', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
  expect(await booksOf(payments.database, request.orderId)).toMatchObject({ payment: { status: 'refunded' } });
});

it('a charge that is looked up while it is called off: nothing is charged', async () => {
  const request = paymentRequest('tok_flaky');
  await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
  meanwhile('after', 'find', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', amount: 0 }]);
});

it('a charge that succeeds while it is voided: refunded', async () => {
  const request = paymentRequest('tok_flaky');
  for (const _ of [1, 2]) await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
  meanwhile('before', 'void', () => payments.service.process(request));
  expect(await payments.service.cancel(request)).toMatchObject({ status: 'refunded' });
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
});

it('process and cancel at once, 100 times: no money is kept', async () => {
  const requests = Array.from({ length: 100 }, () => paymentRequest());
  const failures = await failuresOf(
    requests.flatMap((request, i) => {
      const both = [() => payments.service.process(request), () => payments.service.cancel(request)];
      return (i % 2 === 0 ? both : both.reverse()).map((act) => act());
    }),
  );
  expect(failures.filter((failure) => !(failure instanceof PaymentVoided))).toEqual([]);
  for (const { orderId } of requests) {
    const { payment, charge } = await booksOf(payments.database, orderId);
    expect(['failed', 'refunded']).toContain(payment?.status);
    expect(charge?.status === 'succeeded' ? charge.kept : 0).toBe(0);
  }
});

it('process twice and cancel at once, answers lost, 100 times: no money is kept', async () => {
  const requests = Array.from({ length: 100 }, (_, i) => paymentRequest(i % 3 === 0 ? 'tok_timeout' : 'tok_approve'));
  await failuresOf(
    requests.flatMap((request) => [
      payments.service.process(request),
      payments.service.process(request),
      payments.service.cancel(request),
    ]),
  );
  for (const request of requests) {
    expect(['failed', 'refunded']).toContain((await payments.service.cancel(request)).status);
    const { charge } = await booksOf(payments.database, request.orderId);
    expect(charge?.status === 'succeeded' ? charge.kept : 0).toBe(0);
  }
});
