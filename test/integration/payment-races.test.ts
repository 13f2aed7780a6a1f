import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { GatewayUnavailable, PaymentVoided } from '../../src/domains/payments/errors.js';
import { readOrderSnapshot } from '../kit/observe.js';
import { collectFailures } from '../kit/collect-failures.js';
import { ledgerViolations, paymentRequest, startPayments, type GatewayCall, type Payments } from '../kit/payments.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
afterEach(async () => {
  payments.interceptor = undefined;
  expect(await ledgerViolations(payments.database)).toEqual([]);
});

/** Lets a rival act the first time the service makes the given call, before the gateway hears of it or after. */
function interfereOnce(
  when: 'before' | 'after',
  targetCall: GatewayCall,
  concurrentAction: () => Promise<unknown>,
): void {
  let done = false;
  payments.interceptor = async (call, send) => {
    if (call !== targetCall || done) return send();
    done = true;
    if (when === 'before') await concurrentAction();
    const response = await send();
    if (when === 'after') await concurrentAction();
    return response;
  };
}

it('a cancellation that overtakes the charge on its way: nothing is charged', async () => {
  const request = paymentRequest();
  interfereOnce('before', 'charge', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', amount: 0 }]);
  expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
    payment: { failure_reason: 'voided' },
  });
});

it('a cancellation between the charge and its record: refunded, and the charge is told so', async () => {
  const request = paymentRequest();
  interfereOnce('after', 'charge', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
  expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
    payment: { status: 'refunded' },
  });
});

it('a charge that is looked up while it is called off: nothing is charged', async () => {
  const request = paymentRequest('tok_flaky');
  await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
  interfereOnce('after', 'find', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', amount: 0 }]);
});

it('a charge that succeeds while it is voided: refunded', async () => {
  const request = paymentRequest('tok_flaky');
  for (const _ of [1, 2]) await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
  interfereOnce('before', 'void', () => payments.service.process(request));
  expect(await payments.service.cancel(request)).toMatchObject({ status: 'refunded' });
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
});

it('process and cancel at once, 100 times: no money is kept', async () => {
  const requests = Array.from({ length: 100 }, () => paymentRequest());
  const failures = await collectFailures(
    requests.flatMap((request, i) => {
      const both = [() => payments.service.process(request), () => payments.service.cancel(request)];
      return (i % 2 === 0 ? both : both.reverse()).map((operation) => operation());
    }),
  );
  expect(failures.filter((failure) => !(failure instanceof PaymentVoided))).toEqual([]);
  for (const { orderId } of requests) {
    const { payment, charge } = await readOrderSnapshot(payments.database, orderId);
    expect(['failed', 'refunded']).toContain(payment?.status);
    expect(charge?.status === 'succeeded' ? charge.kept : 0).toBe(0);
  }
});

it('process twice and cancel at once, answers lost, 100 times: no money is kept', async () => {
  const requests = Array.from({ length: 100 }, (_, i) => paymentRequest(i % 3 === 0 ? 'tok_timeout' : 'tok_approve'));
  await collectFailures(
    requests.flatMap((request) => [
      payments.service.process(request),
      payments.service.process(request),
      payments.service.cancel(request),
    ]),
  );
  for (const request of requests) {
    expect(['failed', 'refunded']).toContain((await payments.service.cancel(request)).status);
    const { charge } = await readOrderSnapshot(payments.database, request.orderId);
    expect(charge?.status === 'succeeded' ? charge.kept : 0).toBe(0);
  }
});
