import Stripe from 'stripe';
import { GatewayRejected, GatewayUnavailable } from '../../domains/payments/errors.js';

const { StripeCardError, StripeError, StripeIdempotencyError, StripeInvalidRequestError, StripePermissionError } =
  Stripe.errors;

type Rejection = Stripe.errors.StripeInvalidRequestError | Stripe.errors.StripeCardError;

/** Codes of invalid requests that a retry may resolve: the account has no funds for a refund yet. */
const TEMPORARY_CODES = new Set(['balance_insufficient']);

/**
 * Maps an error of the library. Only errors about the request itself are final. All others are retried: lost connections, 5xx,
 * 429, a key in use, and also a rejected secret key, because the order is not at fault. A key that was used with other
 * parameters is no rejection: what the other request created exists.
 */
export function toGatewayError(error: unknown): unknown {
  if (isRejection(error)) return new GatewayRejected(error.code ?? error.type, error.message);
  if (!(error instanceof StripeError)) return error;
  return new GatewayUnavailable(`${error.type}: ${error.message}`, error);
}

/** True when Stripe rejected the request itself, so that it did nothing. */
export function isRejection(error: unknown): error is Rejection {
  if (error instanceof StripeInvalidRequestError) return !TEMPORARY_CODES.has(error.code ?? '');
  return error instanceof StripeCardError;
}

/** True when the bank declined a card. */
export function isCardError(error: unknown): error is Stripe.errors.StripeCardError {
  return error instanceof StripeCardError;
}

/** True when an earlier request with the key was different. */
export function isKeyReused(error: unknown): boolean {
  return error instanceof StripeIdempotencyError;
}

/** True when the intent's state does not allow the request; the caller reads the intent instead. */
export function isUnexpectedState(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError && error.code === 'payment_intent_unexpected_state';
}

/** Stripe has no search in some countries, and a restricted key may not be allowed to search. */
export function isSearchUnavailable(error: unknown): boolean {
  return error instanceof StripeInvalidRequestError || error instanceof StripePermissionError;
}
