import { cleanText } from '../../text/safe-text.js';
import type { Termination } from '../../contracts/orders.js';
import type { CancelRequest, OrderStep, Rejection } from '../../contracts/place-order.js';

export const EXPIRED: Termination = { status: 'cancelled', reason: 'reservation_expired', actor: 'system' };
export const RUN_CANCELLED: Termination = { status: 'cancelled', reason: 'workflow_cancelled', actor: 'operator' };

/** In characters. */
const MAX_REASON_LENGTH = 500;

/** The state of a placement when one of its steps fails. */
export interface FailureContext {
  readonly step: OrderStep;
  readonly rejection: Rejection;
  readonly cancelRequest: CancelRequest | null;
  readonly runCancelled: boolean;
  readonly expired: boolean;
}

export function isPaymentStep(step: OrderStep): boolean {
  return step === 'paying' || step === 'awaiting_customer';
}

/**
 * The final status of a failed order. An explicit cancellation takes precedence, then the cancellation of the run, then the
 * expiry: each makes the current step fail, so the step's own failure is not the reason.
 */
export function terminationFor({ step, rejection, cancelRequest, runCancelled, expired }: FailureContext): Termination {
  if (cancelRequest) {
    const { reason = 'cancel_requested', actor = 'operator' } = cancelRequest;
    return { status: 'cancelled', reason, actor };
  }
  if (runCancelled) return RUN_CANCELLED;
  if (expired) return EXPIRED;
  return {
    status: isPaymentStep(step) || step === 'capturing' ? 'failed' : 'cancelled',
    reason: rejection.code,
    actor: 'system',
  };
}

/** Drops invalid properties and cleans the reason: a signal sent from the CLI is not validated. */
export function parseCancelRequest({ reason, actor }: CancelRequest): CancelRequest {
  const cleaned = typeof reason === 'string' ? cleanText(reason, MAX_REASON_LENGTH) : '';
  return {
    ...(cleaned !== '' && { reason: cleaned }),
    ...((actor === 'customer' || actor === 'system') && { actor }),
  };
}
