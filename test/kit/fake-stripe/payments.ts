import type { Account } from './account.js';
import type { Intent } from './objects.js';
import { TEST_CARDS } from './test-cards.js';
import { createDispute } from './disputes.js';

/** Marks an intent as paid, or as authorized when it is captured manually. */
export function completePayment(account: Account, intent: Intent): void {
  const manual = intent.capture_method === 'manual';
  const { id: payment_intent, amount, currency, metadata } = intent;
  const id = account.newId('ch');
  const amount_captured = manual ? 0 : amount;
  const state = { amount_captured, captured: !manual, amount_refunded: 0, refunded: false, disputed: false };
  account.charges.set(id, { id, object: 'charge', amount, currency, payment_intent, metadata, ...state });
  Object.assign(intent, { latest_charge: id, next_action: null, last_payment_error: null });
  if (manual) {
    Object.assign(intent, { status: 'requires_capture', amount_capturable: amount });
    account.events.add('payment_intent.amount_capturable_updated', intent);
  } else {
    markPaid(account, intent, amount);
  }
}

export function markPaid(account: Account, intent: Intent, amount: number): void {
  Object.assign(intent, { status: 'succeeded', amount_received: amount, amount_capturable: 0 });
  account.events.add('payment_intent.succeeded', intent);
  const reason = TEST_CARDS[intent.payment_method ?? '']?.dispute;
  if (reason !== undefined) createDispute(account, intent, { reason });
}

export function failPayment(account: Account, intent: Intent, error: Readonly<Record<string, unknown>>): void {
  Object.assign(intent, { status: 'requires_payment_method', next_action: null, last_payment_error: error });
  account.events.add('payment_intent.payment_failed', intent);
}

export function cancelPayment(account: Account, intent: Intent, reason: string | null): void {
  if (intent.status === 'requires_capture') releaseAuthorization(account, intent);
  Object.assign(intent, { status: 'canceled', next_action: null, amount_capturable: 0, cancellation_reason: reason });
  account.events.add('payment_intent.canceled', intent);
}

/** Stripe shows the release as a refund of the charge, which was never captured. */
function releaseAuthorization(account: Account, intent: Intent): void {
  const charge = account.chargeOf(intent);
  Object.assign(charge, { refunded: true, amount_refunded: charge.amount });
  const id = account.newId('re');
  const { amount, currency, payment_intent } = charge;
  const status = 'succeeded' as const;
  account.refunds.set(id, {
    ...{ id, object: 'refund', amount, currency, charge: charge.id, payment_intent, metadata: {}, status },
  });
}
