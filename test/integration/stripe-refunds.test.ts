import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayUnavailable } from '../../src/domains/payments/errors.js';
import type { ChargeRequest } from '../../src/domains/payments/payment-gateway.js';
import type { StripeGateway } from '../../src/providers/stripe/stripe-gateway.js';
import { FakeStripe } from '../kit/fake-stripe/fake-stripe.js';
import { stripeCharge, stripeGatewayAt } from '../kit/fake-stripe/gateway.js';

let stripe: FakeStripe;
let gateway: StripeGateway;
beforeEach(async () => {
  stripe = await FakeStripe.start();
  gateway = stripeGatewayAt(stripe.url);
});
afterEach(() => stripe.stop());

/** A succeeded charge, and how it is refunded and read. */
async function charged(changes: Partial<ChargeRequest> = {}) {
  const request = stripeCharge(changes);
  const { transactionId } = await gateway.charge(request);
  const reference = { idempotencyKey: request.idempotencyKey, transactionId };
  return {
    transactionId,
    read: () => gateway.find(reference),
    refunds: () => gateway.findRefunds(reference),
    refund: (amount: number, idempotencyKey: string = randomUUID()) =>
      gateway.refund({ idempotencyKey, orderId: request.orderId, transactionId, amount, reason: 'damaged' }),
  };
}

describe('a refund', () => {
  it('is made once, also after Stripe forgot its key', async () => {
    const { read, refund, refunds } = await charged();
    const first = await refund(500, 'refund-1');
    expect(first).toMatchObject({ status: 'succeeded', amount: 500, idempotencyKey: 'refund-1', failureReason: null });
    stripe.forgetKeys();
    expect(await refund(500, 'refund-1')).toEqual(first);
    expect(await refunds()).toEqual([first]);
    expect(await read()).toMatchObject({ refundedAmount: 500 });
  });

  it.each(['succeeded', 'failed', 'canceled'] as const)('is pending until Stripe decides it: %s', async (status) => {
    const { read, refund, refunds } = await charged({ token: 'tok_refund_pending' });
    const { refundId } = await refund(500);
    expect(await refunds()).toMatchObject([{ refundId, status: 'pending' }]);
    stripe.decideRefund(refundId, status);
    const failureReason = status === 'failed' ? 'expired_or_canceled_card' : null;
    expect(await refunds()).toMatchObject([{ refundId, status, failureReason }]);
    expect(await read()).toMatchObject({ refundedAmount: status === 'succeeded' ? 500 : 0 });
  });

  it('can fail after it succeeded, and leaves its amount refundable', async () => {
    const { read, refund, refunds } = await charged({ token: 'tok_refund_fails' });
    const { refundId } = await refund(2_549);
    stripe.decideRefund(refundId, 'failed');
    expect(await refunds()).toMatchObject([{ status: 'failed' }]);
    expect(await refund(2_549)).toMatchObject({ status: 'succeeded' });
    expect(await read()).toMatchObject({ refundedAmount: 2_549 });
  });

  it('is rejected above what is left, and when nothing is left', async () => {
    const { refund } = await charged();
    await refund(2_000);
    await expect(refund(550)).rejects.toMatchObject({ gatewayCode: 'StripeInvalidRequestError' });
    await refund(549);
    await expect(refund(1)).rejects.toMatchObject({ gatewayCode: 'charge_already_refunded' });
  });

  it('has an unknown outcome while the account has no funds', async () => {
    const { refund } = await charged();
    stripe.settings.canFundRefunds = false;
    await expect(refund(100, 'refund-1')).rejects.toThrow(GatewayUnavailable);
    stripe.settings.canFundRefunds = true;
    expect(await refund(100, 'refund-1')).toMatchObject({ status: 'succeeded' });
  });

  it('from the dashboard is listed without a key', async () => {
    const { read, refund, refunds, transactionId } = await charged();
    const { id } = stripe.refundInDashboard(transactionId, 300);
    expect(await refunds()).toEqual([
      { refundId: id, idempotencyKey: null, amount: 300, status: 'succeeded', failureReason: null },
    ]);
    expect(await read()).toMatchObject({ refundedAmount: 300 });
    await expect(refund(2_549)).rejects.toMatchObject({ gatewayCode: 'StripeInvalidRequestError' });
  });

  it('is found among more refunds than a page holds', async () => {
    const { refund, refunds, transactionId } = await charged();
    const first = await refund(1, 'first');
    for (let count = 0; count < 120; count += 1) stripe.refundInDashboard(transactionId, 1);
    stripe.forgetKeys();
    expect(await refund(1, 'first')).toEqual(first);
    expect(await refunds()).toHaveLength(121);
  });
});

describe('a dispute', () => {
  it.each(['won', 'lost'] as const)('is open until the bank decides it: %s', async (status) => {
    const { read, refund, transactionId } = await charged();
    const dispute = stripe.openDispute(transactionId, {
      reason: 'product_not_received',
      amount: 2_000,
      dueBy: 1_800_000_000,
    });
    const open = {
      disputeId: dispute.id,
      amount: 2_000,
      currency: 'USD',
      reason: 'product_not_received',
      status: 'open',
      evidenceDueAt: '2027-01-15T08:00:00.000Z',
    };
    expect(await read()).toMatchObject({ status: 'succeeded', disputes: [open] });
    await expect(refund(100)).rejects.toMatchObject({ gatewayCode: 'charge_disputed' });
    stripe.closeDispute(dispute.id, status);
    expect((await read())?.disputes).toEqual([{ ...open, status, evidenceDueAt: null }]);
  });

  it('opens on a test card', async () => {
    const { read } = await charged({ token: 'tok_dispute' });
    expect((await read())?.disputes).toMatchObject([{ status: 'open', reason: 'fraudulent', amount: 2_549 }]);
  });

  it('that is an inquiry takes no money when it is closed', async () => {
    const { read, refund, transactionId } = await charged();
    const inquiry = stripe.openDispute(transactionId, { status: 'warning_needs_response' });
    expect(await refund(100)).toMatchObject({ status: 'succeeded' });
    stripe.closeDispute(inquiry.id, 'warning_closed');
    expect((await read())?.disputes).toMatchObject([{ status: 'won' }]);
  });

  it('is listed after the newer ones', async () => {
    const { read, transactionId } = await charged();
    const older = stripe.openDispute(transactionId, { amount: 100 });
    const newer = stripe.openDispute(transactionId, { amount: 200 });
    expect((await read())?.disputes.map(({ disputeId }) => disputeId)).toEqual([newer.id, older.id]);
  });
});
