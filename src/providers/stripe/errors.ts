import Stripe from 'stripe';
import { GatewayRejected, GatewayUnavailable } from '../../domains/payments/errors.js';
import type { Charge } from '../../domains/payments/payment-gateway.js';
import { declineCodeOf, serializeIntent } from './charge.js';

const { StripeCardError, StripeError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;

/**
 * Maps an error of the library. Only errors about the request itself are final. All others are retried: lost connections, 5xx,
 * 429, a key in use, and also a rejected secret key, because the order is not at fault.
 */
export function toGatewayError(error: unknown): unknown {
  if (!(error instanceof StripeError)) return error;
  const final = [StripeCardError, StripeIdempotencyError, StripeInvalidRequestError].some(
    (kind) => error instanceof kind,
  );
  if (final) return new GatewayRejected(error.code ?? error.type, error.message);
  return new GatewayUnavailable(`${error.type}: ${error.message}`, error);
}

/** Returns the declined charge when the error is a card error, otherwise null. */
export function declinedCharge(error: unknown, intentId: string): Charge | null {
  if (!(error instanceof StripeCardError)) return null;
  return {
    transactionId: intentId,
    status: 'declined',
    declineCode: declineCodeOf(error),
    amount: error.payment_intent?.amount ?? 0,
    currency: error.payment_intent?.currency.toUpperCase() ?? '',
    disputes: [],
    refundedAmount: 0,
    redirectUrl: null,
    raw: error.payment_intent ? serializeIntent(error.payment_intent) : JSON.stringify({ code: error.code }),
  };
}

/** True when the intent's state does not allow the confirmation or cancellation; the caller reads the intent instead. */
export function isUnexpectedState(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError && error.code === 'payment_intent_unexpected_state';
}
