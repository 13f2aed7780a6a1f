import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GatewayUnavailable, PaymentDeclined } from '../../src/domains/payments/errors.js';
import { readOrderSnapshot, waitUntil } from '../kit/observe.js';
import { collectFailures } from '../kit/collect-failures.js';
import { ledgerViolations, paymentRequest, startPayments, type Payments } from '../kit/payments.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
afterEach(async () => {
  payments.interceptor = undefined;
  expect(await ledgerViolations(payments.database)).toEqual([]);
});

const CHARGED_ONCE = [{ status: 'succeeded', amount: 2_549, refunded: 0, refunds: 0 }];

describe('process', () => {
  it("records the transaction and the gateway's response when approved", async () => {
    const request = paymentRequest();
    const payment = await payments.service.process(request);
    const { sealedToken: _, ...recorded } = request;
    expect(payment).toMatchObject({ ...recorded, status: 'success', refundedAmount: 0, failureReason: null });
    expect(payment.transactionId).toMatch(/^TXN-/);
    expect(JSON.parse(payment.gatewayResponse ?? '')).toMatchObject({ id: payment.transactionId, amount: 2_549 });
    expect(await payments.charges(request.orderId)).toEqual(CHARGED_ONCE);
  });

  it.each([
    ['tok_decline', 'card_declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ])('rejects a declined payment on every call: %s', async (token, reason) => {
    const request = paymentRequest(token);
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const declined = payments.service.process(request);
      await expect(declined).rejects.toThrow(PaymentDeclined);
      await expect(declined).rejects.toMatchObject({ details: { decline_code: reason } });
    }
    expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
      payment: { status: 'failed', failure_reason: reason },
      charge: { status: 'declined' },
    });
    expect(payments.calls(request.orderId)).toEqual(['charge']);
  });

  it('returns the first payment when repeated, without calling the gateway', async () => {
    const request = paymentRequest();
    const payment = await payments.service.process(request);
    expect(await payments.service.process(request)).toEqual(payment);
    expect(payments.calls(request.orderId)).toEqual(['charge']);
  });

  it('finds a charge whose response was lost, without repeating it', async () => {
    const request = paymentRequest('tok_timeout');
    await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
    expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
      payment: { status: 'processing' },
    });
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find']);
    expect(await payments.charges(request.orderId)).toEqual(CHARGED_ONCE);
  });

  it('repeats a charge that the gateway has not recorded', async () => {
    const request = paymentRequest('tok_flaky');
    await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
    await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find', 'charge', 'find', 'charge']);
    expect(await payments.charges(request.orderId)).toEqual(CHARGED_ONCE);
  });

  it('charges once with 20 concurrent calls', async () => {
    const request = paymentRequest();
    const failures = await collectFailures(Array.from({ length: 20 }, () => payments.service.process(request)));
    expect(failures.filter((failure) => !(failure instanceof GatewayUnavailable))).toEqual([]);
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(await payments.charges(request.orderId)).toEqual(CHARGED_ONCE);
  });

  it('finds the charge of an aborted call', async () => {
    const request = paymentRequest('tok_slow');
    const abort = new AbortController();
    const pending = payments.service.process(request, abort.signal);
    await waitUntil(
      () => payments.charges(request.orderId),
      ([charge]) => charge?.status === 'processing',
    );
    abort.abort();
    await expect(pending).rejects.toThrow(GatewayUnavailable);
    await payments.waitForDecision(request.orderId);
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find']);
    expect(await payments.charges(request.orderId)).toEqual(CHARGED_ONCE);
  });

  it('finds a charge whose response was not recorded', async () => {
    const request = paymentRequest();
    payments.interceptor = async (_, send) => {
      await send();
      throw new Error('the worker died');
    };
    await expect(payments.service.process(request)).rejects.toThrow('the worker died');
    payments.interceptor = undefined;
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find']);
    expect(await payments.charges(request.orderId)).toEqual(CHARGED_ONCE);
  });
});
