import type Stripe from 'stripe';
import type { Charge } from '../../domains/payments/payment-gateway.js';

/** The statuses that Stripe and `Charge` share. Stripe's other statuses are intermediate. */
const SHARED_STATUSES = ['succeeded', 'canceled', 'requires_action'] as const;

export function toCharge(intent: Stripe.PaymentIntent): Charge {
  const status = statusOf(intent);
  return {
    transactionId: intent.id,
    status,
    declineCode: status === 'declined' ? declineCodeOf(intent.last_payment_error) : null,
    amount: intent.amount,
    currency: intent.currency.toUpperCase(),
    disputes: [],
    refundedAmount: refundedAmountOf(intent),
    redirectUrl: status === 'requires_action' ? redirectUrlOf(intent.next_action) : null,
    raw: serializeIntent(intent),
  };
}

/** Prefers the bank's reason, such as `insufficient_funds`, over Stripe's error code, such as `card_declined`. */
export function declineCodeOf(
  error: { readonly decline_code?: string | undefined; readonly code?: string | undefined } | null,
): string {
  return error?.decline_code ?? error?.code ?? 'declined';
}

/** Fields that must not be stored: `client_secret` authorizes a browser, and `payment_method` is the payment token. */
const OMITTED_FIELDS = new Set(['client_secret', 'payment_method']);

export function serializeIntent(intent: Stripe.PaymentIntent): string {
  return JSON.stringify(intent, (key, value: unknown) => (OMITTED_FIELDS.has(key) ? undefined : value));
}

function statusOf({ status, last_payment_error }: Stripe.PaymentIntent): Charge['status'] {
  // An unconfirmed intent has the same status as a declined one, but no error.
  if (status === 'requires_payment_method') return last_payment_error ? 'declined' : 'processing';
  return SHARED_STATUSES.find((known) => known === status) ?? 'processing';
}

/** The field depends on the payment method. */
function redirectUrlOf(action: Stripe.PaymentIntent.NextAction | null): string | null {
  return (
    action?.redirect_to_url?.url ??
    action?.alipay_handle_redirect?.url ??
    action?.wechat_pay_display_qr_code?.hosted_instructions_url ??
    null
  );
}

/** `latest_charge` is an object when the request expanded it, otherwise an id: only reads of an intent need the amount. */
function refundedAmountOf({ latest_charge: charge }: Stripe.PaymentIntent): number {
  return typeof charge === 'object' && charge !== null ? charge.amount_refunded : 0;
}
