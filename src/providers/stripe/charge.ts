import type Stripe from 'stripe';
import type { ChargeStatus } from '../../contracts/payments.js';
import type { Charge, GatewayDispute } from '../../domains/payments/payment-gateway.js';
import { fromStripeAmount } from './currencies.js';

/** Stripe's statuses that mean the same for each intent. The others are undecided. */
const STATUSES: Readonly<Partial<Record<string, ChargeStatus>>> = {
  succeeded: 'succeeded',
  canceled: 'canceled',
  requires_action: 'requires_action',
  requires_capture: 'authorized',
};

export function toCharge(intent: Stripe.PaymentIntent, disputes: readonly GatewayDispute[] = []): Charge {
  const status = statusOf(intent);
  const amount = status === 'succeeded' ? intent.amount_received : intent.amount;
  return {
    transactionId: intent.id,
    status,
    declineCode: status === 'declined' ? declineCodeOf(intent.last_payment_error) : null,
    amount: fromStripeAmount(amount, intent.currency),
    currency: intent.currency.toUpperCase(),
    refundedAmount: status === 'succeeded' ? fromStripeAmount(refundedAmountOf(intent), intent.currency) : 0,
    disputes,
    redirectUrl: status === 'requires_action' ? redirectUrlOf(intent.next_action) : null,
    raw: serializeIntent(intent),
  };
}

/** An unconfirmed intent has the same status as a declined one, but no error. */
export function isUnconfirmed({ status, last_payment_error }: Stripe.PaymentIntent): boolean {
  return status === 'requires_confirmation' || (status === 'requires_payment_method' && last_payment_error === null);
}

function statusOf(intent: Stripe.PaymentIntent): ChargeStatus {
  if (intent.status === 'requires_payment_method' && !isUnconfirmed(intent)) return 'declined';
  return STATUSES[intent.status] ?? 'processing';
}

/** Prefers the bank's reason, such as `insufficient_funds`, over Stripe's error code, such as `card_declined`. */
function declineCodeOf(error: Stripe.PaymentIntent.LastPaymentError | null): string {
  return error?.decline_code ?? error?.code ?? 'declined';
}

/** Fields that must not be stored: `client_secret` authorizes a browser, and `payment_method` is the payment token. */
const OMITTED_FIELDS = new Set(['client_secret', 'payment_method']);

function serializeIntent(intent: Stripe.PaymentIntent): string {
  return JSON.stringify(intent, (key, value: unknown) => (OMITTED_FIELDS.has(key) ? undefined : value));
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

/** Statuses by how far they are from being charged, the nearest first. */
const BY_PROGRESS: readonly ChargeStatus[] = [
  'succeeded',
  'authorized',
  'processing',
  'requires_action',
  'declined',
  'canceled',
];

/** Of the charges of one key, the one that counts: money first. */
export function furthestCharge(charges: readonly Charge[]): Charge | null {
  const [first] = [...charges].sort((a, b) => BY_PROGRESS.indexOf(a.status) - BY_PROGRESS.indexOf(b.status));
  return first ?? null;
}
