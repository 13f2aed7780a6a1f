import type Stripe from 'stripe';
import type { Charge } from '../../domains/payments/payment-gateway.js';

/** The statuses that mean the same to Stripe and to us; the others are on their way to one of them. */
const SHARED_STATUSES = ['succeeded', 'canceled', 'requires_action'] as const;

/** A PaymentIntent as the charge it stands for. */
export function toCharge(intent: Stripe.PaymentIntent): Charge {
  const status = statusOf(intent);
  return {
    transactionId: intent.id,
    status,
    declineCode: status === 'declined' ? declineCodeOf(intent.last_payment_error) : null,
    redirectUrl: status === 'requires_action' ? redirectUrlOf(intent.next_action) : null,
    raw: serializeIntent(intent),
  };
}

/** The bank's reason rather than Stripe's class of it: `insufficient_funds` rather than `card_declined`. */
export function declineCodeOf(
  error: { readonly decline_code?: string | undefined; readonly code?: string | undefined } | null,
): string {
  return error?.decline_code ?? error?.code ?? 'declined';
}

/** Lets a browser pay; and what the customer paid with, which is the payment token. */
const OMITTED_FIELDS = new Set(['client_secret', 'payment_method']);

/** As JSON for our books. */
export function serializeIntent(intent: Stripe.PaymentIntent): string {
  return JSON.stringify(intent, (key, value: unknown) => (OMITTED_FIELDS.has(key) ? undefined : value));
}

function statusOf({ status, last_payment_error }: Stripe.PaymentIntent): Charge['status'] {
  // So is an intent that was never confirmed.
  if (status === 'requires_payment_method') return last_payment_error ? 'declined' : 'processing';
  return SHARED_STATUSES.find((known) => known === status) ?? 'processing';
}

/** Each method has its own way to say it. */
function redirectUrlOf(action: Stripe.PaymentIntent.NextAction | null): string | null {
  return (
    action?.redirect_to_url?.url ??
    action?.alipay_handle_redirect?.url ??
    action?.wechat_pay_display_qr_code?.hosted_instructions_url ??
    null
  );
}
