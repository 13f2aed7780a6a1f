import { statesBefore } from '../transitions.js';

/**
 * Each refund status and the statuses that may follow it. `pending`: may have been sent, or the gateway decides later. `failed`:
 * the gateway rejected it, or returned the money to us, which it may do after a success. `canceled`: stopped at the gateway.
 */
const REFUND_TRANSITIONS = {
  pending: ['succeeded', 'failed', 'canceled'],
  succeeded: ['failed'],
  failed: [],
  canceled: [],
} as const satisfies Record<string, readonly string[]>;

export type RefundStatus = keyof typeof REFUND_TRANSITIONS;

export const REFUND_STATUSES = Object.keys(REFUND_TRANSITIONS) as RefundStatus[];

/** The amount of a refund in these statuses cannot be refunded again. */
export const HELD_REFUND_STATUSES: readonly RefundStatus[] = ['pending', 'succeeded'];

/** Returns the statuses that may change to the given one. */
export function refundStatusesBefore(to: RefundStatus): RefundStatus[] {
  return statesBefore<RefundStatus>(REFUND_TRANSITIONS, to);
}
