import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  GatewayRejected,
  GatewayUnavailable,
  PaymentDeclined,
  PaymentVoided,
} from '../../src/domains/payments/errors.js';
import { waitUntil } from '../kit/observe.js';
import { ledgerViolations, paymentRequest, startPayments, TOKENS, type Payments } from '../kit/payments.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
afterEach(async () => {
  payments.interceptor = undefined;
  expect(await ledgerViolations(payments.database)).toEqual([]);
});

const refundedOnce = [{ status: 'succeeded', amount: 2_549, refunded: 2_549, refunds: 1 }];
const voided = { status: 'failed', failureReason: 'voided', refundedAmount: 0 };
const refunded = { status: 'refunded', failureReason: null, refundedAmount: 2_549 };

describe('cancel', () => {
  it('voids an unsent payment without calling the gateway', async () => {
    const request = paymentRequest();
    expect(await payments.service.cancel(request)).toMatchObject(voided);
    await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
    expect(payments.calls(request.orderId)).toEqual([]);
    expect(await payments.service.cancel(request)).toMatchObject(voided);
    expect(payments.calls(request.orderId)).toEqual(['find']);
    expect(await payments.charges(request.orderId)).toEqual([]);
  });

  it('refunds a charge whose record was lost, when it is repeated', async () => {
    const request = paymentRequest();
    await payments.service.process(request);
    await payments.database.query('DELETE FROM payments.payments WHERE order_id = $1', [request.orderId]);
    expect(await payments.service.cancel(request)).toMatchObject(voided);
    expect(await payments.service.cancel(request)).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
    expect(await payments.charges(request.orderId)).toEqual(refundedOnce);
  });

  it('refunds a successful payment in full, once', async () => {
    const request = paymentRequest();
    const { transactionId } = await payments.service.process(request);
    expect(await payments.service.cancel(request)).toMatchObject({ ...refunded, transactionId });
    expect(await payments.service.cancel(request)).toMatchObject(refunded);
    expect(payments.calls(request.orderId)).toEqual(['charge', 'refund']);
    expect(await payments.charges(request.orderId)).toEqual(refundedOnce);
  });

  it('rejects a late charge', async () => {
    const request = paymentRequest();
    await payments.service.process(request);
    await payments.service.cancel(request);
    await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
    expect(await payments.charges(request.orderId)).toEqual(refundedOnce);
  });

  it('refunds once when the response to the refund is lost', async () => {
    const request = paymentRequest();
    await payments.service.process(request);
    payments.interceptor = async (_, send) => {
      await send();
      throw new GatewayUnavailable('The response was lost.');
    };
    await expect(payments.service.cancel(request)).rejects.toThrow(GatewayUnavailable);
    payments.interceptor = undefined;
    expect(await payments.service.cancel(request)).toMatchObject(refunded);
    expect(await payments.charges(request.orderId)).toEqual(refundedOnce);
  });

  it('refunds once with ten concurrent calls', async () => {
    const request = paymentRequest();
    await payments.service.process(request);
    const cancelled = await Promise.all(Array.from({ length: 10 }, () => payments.service.cancel(request)));
    expect(cancelled.map(({ status }) => status)).toEqual(Array(10).fill('refunded'));
    expect(await payments.charges(request.orderId)).toEqual(refundedOnce);
  });

  it('refunds a charge whose response was lost', async () => {
    const request = paymentRequest('tok_timeout');
    await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
    expect(await payments.service.cancel(request)).toMatchObject(refunded);
    expect(payments.calls(request.orderId)).toEqual(['charge', 'void', 'refund']);
    expect(await payments.charges(request.orderId)).toEqual(refundedOnce);
  });

  it('keeps a declined payment declined', async () => {
    const request = paymentRequest('tok_decline');
    await expect(payments.service.process(request)).rejects.toThrow(PaymentDeclined);
    expect(await payments.service.cancel(request)).toMatchObject({ status: 'failed', failureReason: 'card_declined' });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find']);
  });

  it('never charges a payment whose charge was refused', async () => {
    const request = paymentRequest('tok_unheard_of');
    const rejected = payments.service.process(request);
    await expect(rejected).rejects.toThrow(GatewayRejected);
    await expect(rejected).rejects.toMatchObject({ details: { gateway_code: 'unknown_token' } });
    const failed = { status: 'failed', failureReason: 'unknown_token' };
    expect(await payments.service.cancel(request)).toMatchObject(failed);
    const sealedToken = TOKENS.encrypt(request.orderId, 'tok_approve');
    await expect(payments.service.process({ ...request, sealedToken })).rejects.toThrow(GatewayRejected);
    expect(await payments.charges(request.orderId)).toEqual([]);
  });

  it('prevents a charge in flight from succeeding', async () => {
    const request = paymentRequest('tok_slow');
    const abort = new AbortController();
    const pending = payments.service.process(request, abort.signal);
    await waitUntil(
      () => payments.charges(request.orderId),
      ([charge]) => charge?.status === 'processing',
    );
    abort.abort();
    await expect(pending).rejects.toThrow(GatewayUnavailable);
    expect(await payments.service.cancel(request)).toMatchObject(voided);
    await payments.waitForDecision(request.orderId);
    expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled', refunded: 0 }]);
    await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  });
});
