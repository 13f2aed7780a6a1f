import Stripe from 'stripe';
import { GatewayRejected, GatewayUnavailable } from '../../domains/payments/errors.js';
import type { Charge } from '../../domains/payments/payment-gateway.js';
import { declineCodeOf, serializeIntent } from './charge.js';

const { StripeCardError, StripeError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;

/**
 * What an error of the library means for us. Only what says that the request itself is wrong is final: all else is tried
 * again (a lost connection, 5xx, 429, a key in use), also a secret key that Stripe does not take, which is no fault of
 * the order that met it.
 */
export function toGatewayError(error: unknown): unknown {
  if (!(error instanceof StripeError)) return error;
  const final = [StripeCardError, StripeIdempotencyError, StripeInvalidRequestError].some(
    (kind) => error instanceof kind,
  );
  if (final) return new GatewayRejected(error.code ?? error.type, error.message);
  return new GatewayUnavailable(`${error.type}: ${error.message}`, error);
}

/** The charge when the error says that the card was declined. */
export function declinedCharge(error: unknown, intentId: string): Charge | null {
  if (!(error instanceof StripeCardError)) return null;
  return {
    transactionId: intentId,
    status: 'declined',
    declineCode: declineCodeOf(error),
    redirectUrl: null,
    raw: error.payment_intent ? serializeIntent(error.payment_intent) : JSON.stringify({ code: error.code }),
  };
}

/** The intent is not in a state in which it can be confirmed or canceled: what it is now says more than the error. */
export function isUnexpectedState(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError && error.code === 'payment_intent_unexpected_state';
}
