import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { GatewayUnavailable, PaymentDeclined, PaymentVoided } from '../../src/domains/payments/errors.js';
import { submitPaymentDecision, fetchPaymentPage } from '../kit/payment-page.js';
import { readOrderSnapshot } from '../kit/observe.js';
import { collectFailures } from '../kit/collect-failures.js';
import { ledgerViolations, paymentRequest, startPayments, type Payments } from '../kit/payments.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());
afterEach(async () => {
  expect(await ledgerViolations(payments.database)).toEqual([]);
});

const byPaypal = (token?: string) => ({ ...paymentRequest(token), method: 'paypal' as const });

describe('a payment that the customer must approve', () => {
  it.each(['paypal', 'alipay', 'wechat'] as const)('returns a redirect to the payment page for %s', async (method) => {
    const request = { ...paymentRequest(), method };
    const payment = await payments.service.process(request);
    expect(payment.status).toBe('processing');
    expect(payment.redirectUrl).toMatch(/^http:\/\/localhost:\d+\/pay\/[0-9a-f]{64}$/);
    expect(await payments.service.process(request)).toMatchObject({
      status: 'processing',
      redirectUrl: payment.redirectUrl,
    });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find']);
    const page = await (await fetchPaymentPage(payment.redirectUrl)).text();
    expect(page).toContain('$25.49');
    expect(page).toContain(request.orderId);
  });

  it('succeeds when the customer approves', async () => {
    const request = byPaypal();
    const { redirectUrl, transactionId } = await payments.service.process(request);
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment approved');
    expect(await payments.service.process(request)).toMatchObject({
      status: 'success',
      transactionId,
      redirectUrl: null,
    });
    expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', amount: 2_549 }]);
  });

  it('is declined when the customer declines, whatever they do later', async () => {
    const request = byPaypal();
    const { redirectUrl } = await payments.service.process(request);
    expect((await submitPaymentDecision(redirectUrl, 'decline')).html).toContain('Payment declined');
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment declined');
    await expect(payments.service.process(request)).rejects.toThrow(PaymentDeclined);
    expect(await readOrderSnapshot(payments.database, request.orderId)).toMatchObject({
      payment: { status: 'failed', failure_reason: 'customer_declined' },
      charge: { status: 'declined' },
    });
  });

  it('is voided at the gateway when cancelled, and the payment page shows it', async () => {
    const request = byPaypal();
    const { redirectUrl } = await payments.service.process(request);
    expect(await payments.service.cancel(request)).toMatchObject({ status: 'failed', redirectUrl: null });
    expect(await (await fetchPaymentPage(redirectUrl)).text()).toContain('Payment cancelled');
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment cancelled');
    expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'canceled' }]);
    await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  });

  it('is refunded when cancelled after the approval', async () => {
    const request = byPaypal();
    const { redirectUrl } = await payments.service.process(request);
    await submitPaymentDecision(redirectUrl, 'approve');
    expect(await payments.service.cancel(request)).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
    expect(await payments.charges(request.orderId)).toMatchObject([{ status: 'succeeded', refunded: 2_549 }]);
  });

  it('is declined immediately when its token is declined', async () => {
    await expect(payments.service.process(byPaypal('tok_decline'))).rejects.toThrow(PaymentDeclined);
  });

  it('is found waiting when the first response is lost', async () => {
    const request = byPaypal('tok_timeout');
    await expect(payments.service.process(request)).rejects.toThrow(GatewayUnavailable);
    const { redirectUrl } = await payments.service.process(request);
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment approved');
    expect(await payments.service.process(request)).toMatchObject({ status: 'success' });
    expect(payments.calls(request.orderId)).toEqual(['charge', 'find', 'find']);
  });
});

it('keeps no money when 100 payments are approved and cancelled concurrently', async () => {
  const requests = Array.from({ length: 100 }, () => byPaypal());
  for (const request of requests) {
    const { redirectUrl } = await payments.service.process(request);
    const cancelled = payments.service.cancel(request);
    await Promise.all([submitPaymentDecision(redirectUrl, 'approve'), cancelled]);
    expect(['failed', 'refunded']).toContain((await cancelled).status);
    const { charge } = await readOrderSnapshot(payments.database, request.orderId);
    expect(charge?.status === 'succeeded' ? charge.kept : 0).toBe(0);
  }
});

it('keeps no money when 50 payments are approved, processed and cancelled concurrently', async () => {
  for (let i = 0; i < 50; i += 1) {
    const request = byPaypal();
    const { redirectUrl } = await payments.service.process(request);
    const failures = await collectFailures([
      submitPaymentDecision(redirectUrl, 'approve'),
      payments.service.process(request),
      payments.service.cancel(request),
    ]);
    expect(failures.filter((failure) => !(failure instanceof PaymentVoided))).toEqual([]);
    const { payment, charge } = await readOrderSnapshot(payments.database, request.orderId);
    expect(['failed', 'refunded']).toContain(payment?.status);
    expect(charge?.status === 'succeeded' ? charge.kept : 0).toBe(0);
  }
});

describe('a payment that succeeds late', () => {
  /** Simulates a gateway that captures a payment after it was settled differently. */
  const captureLate = (orderId: string) =>
    payments.database.query(
      `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
      [orderId],
    );

  it('is refunded after it was voided', async () => {
    const request = byPaypal();
    await payments.service.process(request);
    await payments.service.cancel(request);
    await captureLate(request.orderId);
    expect(await payments.service.cancel(request)).toMatchObject({
      status: 'refunded',
      refundedAmount: 2_549,
      failureReason: null,
    });
    expect(await payments.service.cancel(request)).toMatchObject({ status: 'refunded' });
    expect(await payments.charges(request.orderId)).toMatchObject([{ refunded: 2_549, refunds: 1 }]);
    await expect(payments.service.process(request)).rejects.toThrow(PaymentVoided);
  });

  it('is refunded once by ten concurrent calls after it was declined', async () => {
    const request = paymentRequest('tok_decline');
    await expect(payments.service.process(request)).rejects.toThrow(PaymentDeclined);
    await captureLate(request.orderId);
    await Promise.all(Array.from({ length: 10 }, () => payments.service.cancel(request)));
    expect(await payments.charges(request.orderId)).toMatchObject([{ refunded: 2_549, refunds: 1 }]);
  });
});
