import { describe, expect, it } from 'vitest';
import { GatewayRejected, PaymentDisputed, RefundExceedsPayment } from '../../src/domains/payments/errors.js';
import { SETTLED, setUpProviderRecord } from '../kit/provider-record.js';

const { paid } = setUpProviderRecord();

describe('a dispute', () => {
  it('is recorded with its amount, reason, due date and outcome', async () => {
    const payment = await paid();
    payment.dispute('open');
    expect(await payment.follow()).toMatchObject({ settled: false, owed: 0 });
    const [open] = (await payment.read()).disputes;
    expect(open).toMatchObject({ amount: 2_549, currency: 'USD', reason: 'fraudulent', status: 'open' });
    expect(open?.evidenceDueAt?.toISOString()).toBe('2030-01-01T00:00:00.000Z');
    const { version } = await payment.read();
    payment.dispute('won');
    expect(await payment.follow()).toMatchObject(SETTLED);
    const after = await payment.read();
    expect(after).toMatchObject({ status: 'success', refundedAmount: 0, disputes: [{ status: 'won' }] });
    expect(after.version).toBeGreaterThan(version);
    payment.dispute('open');
    await payment.follow();
    expect((await payment.read()).disputes).toMatchObject([{ status: 'won' }]);
  });

  it('follows its due date and its reason while it stays open', async () => {
    const payment = await paid();
    payment.dispute('open');
    await payment.follow();
    const { version } = await payment.read();
    payment.dispute('open', 2_549, '2030-02-01T00:00:00.000Z');
    expect(await payment.follow()).toMatchObject({ settled: false });
    const changed = await payment.read();
    expect(changed.disputes[0]?.evidenceDueAt?.toISOString()).toBe('2030-02-01T00:00:00.000Z');
    expect(changed.version).toBeGreaterThan(version);
    payment.dispute('open', 2_549, null);
    await payment.follow();
    await payment.follow();
    const expired = await payment.read();
    expect(expired.disputes).toMatchObject([{ status: 'open', evidenceDueAt: null }]);
    expect(expired.version).toBe(changed.version + 1);
  });

  it('rejects refunds while it is open, also when only the provider knows it', async () => {
    const payment = await paid();
    payment.dispute('open');
    payment.record.rejection = new GatewayRejected('charge_disputed', 'the charge is disputed');
    await expect(payment.refund(500)).rejects.toThrow(PaymentDisputed);
    expect(payment.record.requests).toBe(1);
    await expect(payment.refund(500)).rejects.toThrow(PaymentDisputed);
    expect(payment.record.requests).toBe(1);
  });

  it('counts as returned money when it is lost, so that nothing is refunded twice', async () => {
    const payment = await paid();
    payment.dispute('lost', 2_000);
    await payment.follow();
    await payment.follow();
    expect(await payment.read()).toMatchObject({
      refundedAmount: 2_000,
      refunds: [{ amount: 2_000, status: 'succeeded', reason: 'dispute_lost', gatewayRefundId: null }],
    });
    await expect(payment.refund(550)).rejects.toThrow(RefundExceedsPayment);
    payment.dispute('won', 2_000);
    await payment.follow();
    expect(await payment.read()).toMatchObject({ refundedAmount: 0, status: 'success' });
  });

  it.each<['won' | 'lost', number]>([
    ['won', 1],
    ['lost', 0],
  ])('delays the refund of a cancelled order until it is %s', async (outcome, requests) => {
    const payment = await paid();
    payment.dispute('open');
    await payment.follow();
    await payment.cancel();
    await payment.cancel();
    expect(await payment.follow(true)).toMatchObject({ settled: false, owed: 0 });
    expect(payment.record.requests).toBe(0);
    payment.dispute(outcome);
    await payment.follow();
    expect(payment.record.requests).toBe(requests);
    if (outcome === 'won') payment.decide('succeeded');
    expect(await payment.follow()).toMatchObject(SETTLED);
    expect(await payment.read()).toMatchObject({ status: 'refunded', refundedAmount: 2_549 });
  });

  it('leaves the rest of a lost dispute to the cancellation', async () => {
    const payment = await paid();
    payment.dispute('open', 2_000);
    payment.record.rejection = new GatewayRejected('charge_disputed', 'the charge is disputed');
    await payment.cancel();
    delete payment.record.rejection;
    payment.dispute('lost', 2_000);
    expect(await payment.follow()).toMatchObject({ owed: 549 });
    await payment.follow(true);
    payment.decide('succeeded');
    expect(await payment.follow()).toMatchObject(SETTLED);
  });
});
