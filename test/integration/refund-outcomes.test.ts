import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GatewayRejected, RefundExceedsPayment } from '../../src/domains/payments/errors.js';
import { SETTLED, setUpProviderRecord } from '../kit/provider-record.js';

const provider = setUpProviderRecord();
const { paid } = provider;

describe('a refund that the provider accepts and decides later', () => {
  it('stays pending, and a repeated request makes no second one', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    expect(await payment.refund(800, refundId)).toMatchObject({
      status: 'pending',
      gatewayRefundId: expect.any(String) as string,
    });
    expect(await payment.refund(800, refundId)).toMatchObject({ status: 'pending' });
    expect(payment.record.requests).toBe(1);
    expect(await payment.read()).toMatchObject({ status: 'success', refundedAmount: 0 });
    await expect(payment.refund(2_000)).rejects.toThrow(RefundExceedsPayment);
  });

  it('is found under its key after the provider has forgotten the key', async () => {
    const payment = await paid();
    const refundId = randomUUID();
    const send = provider.payments.interceptor;
    provider.payments.interceptor = async (call, forward) => {
      await send?.(call, forward);
      throw new Error('the response is lost');
    };
    await expect(payment.refund(800, refundId)).rejects.toThrow('lost');
    provider.payments.interceptor = send;
    expect(await payment.refund(800, refundId)).toMatchObject({ status: 'pending' });
    expect(payment.record.requests).toBe(1);
  });

  it('succeeds when it is looked up', async () => {
    const payment = await paid();
    await payment.refund();
    expect(await payment.follow()).toMatchObject({ settled: false, owed: 0 });
    payment.decide('succeeded');
    expect(await payment.follow()).toMatchObject(SETTLED);
    expect(await payment.read()).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
  });

  it.each(['failed', 'canceled'] as const)('gives its amount back when it is %s', async (status) => {
    const payment = await paid();
    await payment.refund(800);
    payment.decide(status);
    expect(await payment.follow()).toMatchObject(SETTLED);
    expect(await payment.read()).toMatchObject({ refundedAmount: 0, refunds: [{ status }] });
    expect(await payment.refund()).toMatchObject({ amount: 2_549 });
  });

  it('gives its amount back when it fails after it succeeded', async () => {
    const payment = await paid();
    await payment.refund();
    payment.decide('succeeded');
    await payment.follow();
    payment.decide('failed');
    await payment.follow();
    expect(await payment.read()).toMatchObject({
      status: 'success',
      refundedAmount: 0,
      refunds: [{ status: 'failed' }],
    });
  });

  it('ignores an older answer', async () => {
    const payment = await paid();
    await payment.refund(800);
    payment.decide('failed');
    await payment.follow();
    payment.decide('succeeded');
    await payment.follow();
    expect(await payment.read()).toMatchObject({ refundedAmount: 0, refunds: [{ status: 'failed' }] });
  });
});

describe('the payment of a cancelled order', () => {
  it('is done when the provider has accepted the refund', async () => {
    const payment = await paid();
    await payment.cancel();
    await payment.cancel();
    expect(payment.record.requests).toBe(1);
    expect(await payment.read()).toMatchObject({ refunds: [{ status: 'pending', reason: 'order_cancelled' }] });
  });

  it('is owed again when the refund fails, and refunded once for each retry', async () => {
    const payment = await paid();
    await payment.cancel();
    payment.decide('failed');
    expect(await payment.follow()).toMatchObject({ settled: false, owed: 2_549, failure: 'expired_card' });
    expect(payment.record.requests).toBe(1);
    expect(await payment.follow(true)).toMatchObject({ settled: false, owed: 0 });
    expect(await payment.follow(true)).toMatchObject({ settled: false, owed: 0 });
    expect(payment.record.requests).toBe(2);
    payment.decide('succeeded');
    expect(await payment.follow()).toMatchObject(SETTLED);
    expect(await payment.read()).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
  });

  it('is owed while the provider rejects a new refund', async () => {
    const payment = await paid();
    await payment.cancel();
    payment.decide('failed');
    payment.record.rejection = new GatewayRejected('account_closed', 'the account is closed');
    const { owed, failure } = await payment.follow(true);
    expect({ owed, failure }).toEqual({ owed: 2_549, failure: 'Payment gateway error: the account is closed' });
  });

  it('is one failed refund, however often the provider rejects it, and each attempt has its own key', async () => {
    const payment = await paid();
    payment.record.rejection = new GatewayRejected('account_closed', 'the account is closed');
    const ids = new Set<string | undefined>();
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await expect(payment.cancel()).rejects.toThrow(GatewayRejected);
      const { refunds } = await payment.read();
      expect(refunds).toMatchObject([{ status: 'failed', failureReason: 'account_closed', amount: 2_549 }]);
      ids.add(refunds[0]?.id);
    }
    expect([ids.size, payment.record.requests]).toEqual([4, 4]);
    delete payment.record.rejection;
    await payment.cancel();
    payment.decide('succeeded');
    expect(await payment.follow()).toMatchObject(SETTLED);
    expect((await payment.read()).refunds).toMatchObject([{ status: 'succeeded', failureReason: null }]);
  });

  it('refunds the rest beside a pending refund, and what that one returns when it fails', async () => {
    const payment = await paid();
    await payment.refund(549);
    await payment.cancel();
    expect((await payment.read()).refunds.map(({ amount }) => amount)).toEqual([549, 2_000]);
    payment.decide('failed', 0);
    payment.decide('succeeded', 1);
    expect(await payment.follow()).toMatchObject({ owed: 549 });
    await payment.follow(true);
    payment.decide('succeeded');
    expect(await payment.follow()).toMatchObject(SETTLED);
    expect(await payment.read()).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
  });
});

describe('a refund that was made at the provider', () => {
  it('is taken over by its id, once', async () => {
    const payment = await paid();
    payment.refundInDashboard(500);
    payment.refundInDashboard(700, 'pending');
    payment.refundInDashboard(900, 'failed');
    await payment.follow();
    await payment.follow();
    const { refundedAmount, ...read } = await payment.read();
    const refunds = read.refunds.toSorted((one, other) => one.amount - other.amount);
    expect(refundedAmount).toBe(500);
    expect(refunds.map(({ amount, status, reason }) => [amount, status, reason])).toEqual([
      [500, 'succeeded', 'refunded_at_provider'],
      [700, 'pending', 'refunded_at_provider'],
    ]);
    expect(refunds.map(({ gatewayRefundId }) => gatewayRefundId)).toEqual(
      payment.record.refunds.slice(0, 2).map(({ refundId }) => refundId),
    );
    payment.decide('failed', 1);
    await payment.follow();
    await payment.cancel();
    expect((await payment.read()).refunds.at(-1)).toMatchObject({ amount: 2_049, reason: 'order_cancelled' });
  });

  it('lets a cancellation end', async () => {
    const payment = await paid();
    payment.refundInDashboard(2_549);
    payment.record.rejection = new GatewayRejected('charge_already_refunded', 'it is refunded');
    expect(await payment.cancel()).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
  });
});
