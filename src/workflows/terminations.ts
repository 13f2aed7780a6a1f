import type { Termination } from '../contracts/orders.js';
import type { CancelRequest, OrderStep, Rejection } from '../contracts/place-order.js';
export const EXPIRED: Termination = { status: 'cancelled', reason: 'reservation_expired', actor: 'system' };
export const RUN_CANCELLED: Termination = { status: 'cancelled', reason: 'workflow_cancelled', actor: 'operator' };

/** Longest reason that is kept of a request to cancel, in characters. */
const MAX_REASON_LENGTH = 500;

/** Where an order was when its steps were left, and what had been asked of it by then. */
export interface FailureContext {
  readonly step: OrderStep;
  readonly rejection: Rejection;
  readonly cancelRequest: CancelRequest | undefined;
  readonly runCancelled: boolean;
  readonly expired: boolean;
}

export function isPaymentStep(step: OrderStep): boolean {
  return step === 'paying' || step === 'awaiting_customer';
}

/** How an order ends that was left. Who called it off comes first: what failed then failed because of that. */
export function terminationFor({ step, rejection, cancelRequest, runCancelled, expired }: FailureContext): Termination {
  if (cancelRequest) {
    const { reason = 'cancel_requested', actor = 'operator' } = cancelRequest;
    return { status: 'cancelled', reason, actor };
  }
  if (runCancelled) return RUN_CANCELLED;
  if (expired) return EXPIRED;
  return { status: isPaymentStep(step) ? 'failed' : 'cancelled', reason: rejection.code, actor: 'system' };
}

/** Whoever signals by hand may send anything: what is not as it should be is left out. */
export function parseCancelRequest({ reason, actor }: CancelRequest): CancelRequest {
  return {
    ...(typeof reason === 'string' && { reason: reason.slice(0, MAX_REASON_LENGTH) }),
    ...((actor === 'customer' || actor === 'system') && { actor }),
  };
}
