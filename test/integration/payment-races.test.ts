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

/** Runs a concurrent action before or after the first gateway call of the given kind. */
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

it('charges nothing when a cancellation overtakes the charge', async () => {
  const request = paymentRequest();
  interfereOnce('before', 'charge', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', amount: 0 }]);
  expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
    payment: { failure_reason: 'voided' },
  });
});

it('refunds when a cancellation comes between the charge and its record', async () => {
  const request = paymentRequest();
  interfereOnce('after', 'charge', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
  expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
    payment: { status: 'refunded' },
  });
});

it('charges nothing when a payment is cancelled during the lookup', async () => {
  const request = paymentRequest('tok_flaky');
  await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
  interfereOnce('after', 'find', () => payments.service.cancel(request));
  await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', amount: 0 }]);
});

it('refunds a charge that succeeds during a void', async () => {
  const request = paymentRequest('tok_flaky');
  for (const _ of [1, 2]) await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
  interfereOnce('before', 'void', () => payments.service.process(request));
  expect(await payments.service.cancel(request)).toMatchObject({ status: 'refunded' });
  expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
});

it('keeps no money when 100 payments are processed and cancelled concurrently', async () => {
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

it('keeps no money when 100 payments are processed twice and cancelled concurrently with lost responses', async () => {
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
