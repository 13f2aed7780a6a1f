import type { Account } from './account.js';
import { invalidRequest } from './errors.js';
import { list, subform, text, type Form } from './form.js';
import { page } from './page.js';
import type { StripeRefund } from './objects.js';
import { TEST_CARDS } from './test-cards.js';

export function createRefund(account: Account, form: Form): StripeRefund {
  const intent = account.intent(text(form, 'payment_intent') ?? '');
  if (intent.status !== 'succeeded') {
    throw invalidRequest('This PaymentIntent does not have a successful charge to refund.');
  }
  const charge = account.chargeOf(intent);
  const refundable = charge.amount_captured - charge.amount_refunded;
  const amount = Number(text(form, 'amount') ?? refundable);
  const dispute = [...account.disputes.values()].find(({ charge: id }) => id === charge.id);
  if (dispute && dispute.status !== 'won' && !dispute.is_charge_refundable) {
    throw invalidRequest(`Charge ${charge.id} has been charged back.`, { code: 'charge_disputed' });
  }
  if (refundable === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  if (!Number.isInteger(amount) || amount < 1 || amount > refundable) {
    throw invalidRequest('Refund amount is greater than unrefunded amount on charge.', { param: 'amount' });
  }
  if (!account.canFundRefunds) {
    throw invalidRequest('Insufficient funds in your Stripe account.', { code: 'balance_insufficient' });
  }
  const refund: StripeRefund = {
    id: account.newId('re'),
    object: 'refund',
    amount,
    currency: charge.currency,
    charge: charge.id,
    payment_intent: intent.id,
    metadata: subform(form, 'metadata') as Record<string, string>,
    status: TEST_CARDS[intent.payment_method ?? '']?.refund ?? 'succeeded',
  };
  account.refunds.set(refund.id, refund);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  account.events.add('refund.created', refund);
  account.events.add('charge.refunded', charge);
  return refund;
}

/** Decides a refund. Also a refund that has succeeded can fail later, when the customer's bank returns it. */
export function decideRefund(
  account: Account,
  id: string,
  status: StripeRefund['status'],
  failureReason = 'expired_or_canceled_card',
): void {
  const refund = account.refunds.get(id);
  const charge = account.charges.get(refund?.charge ?? '');
  if (!refund || !charge) throw new Error(`No refund ${id}.`);
  refund.status = status;
  if (status === 'failed' || status === 'canceled') {
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
  }
  if (status === 'failed') refund.failure_reason = failureReason;
  account.events.add('refund.updated', refund);
  if (status === 'failed') account.events.add('refund.failed', refund);
}

export function listRefunds(account: Account, query: Form): object {
  const expand = list(query, 'expand').includes('data.charge');
  const refunds = [...account.refunds.values()].filter(
    ({ payment_intent: id }) => id === text(query, 'payment_intent'),
  );
  const shown = (refund: StripeRefund) => (expand ? { ...refund, charge: account.charges.get(refund.charge) } : refund);
  return page('/v1/refunds', refunds.reverse().map(shown), query);
}
