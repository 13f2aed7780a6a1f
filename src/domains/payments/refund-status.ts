import { statesBefore } from '../transitions.js';

/** Each refund status and the statuses that may follow it. `pending`: may have been sent. `failed`: the gateway rejected it. */
const REFUND_TRANSITIONS = {
  pending: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
} as const satisfies Record<string, readonly string[]>;

export type RefundStatus = keyof typeof REFUND_TRANSITIONS;

export const REFUND_STATUSES = Object.keys(REFUND_TRANSITIONS) as RefundStatus[];

/** Returns the statuses that may change to the given one. */
export function refundStatusesBefore(to: RefundStatus): RefundStatus[] {
  return statesBefore<RefundStatus>(REFUND_TRANSITIONS, to);
}
