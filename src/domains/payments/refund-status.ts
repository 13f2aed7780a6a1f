import { statesBefore } from '../transitions.js';

/** The life of a refund. `pending`: recorded, the gateway may have been asked; `failed`: the gateway refused for good. */
const REFUND_TRANSITIONS = {
  pending: ['succeeded', 'failed'],
  succeeded: [],
  failed: [],
} as const satisfies Record<string, readonly string[]>;

export type RefundStatus = keyof typeof REFUND_TRANSITIONS;

export const REFUND_STATUSES = Object.keys(REFUND_TRANSITIONS) as RefundStatus[];

/** The statuses from which a refund may become the given one. */
export function refundStatusesBefore(to: RefundStatus): RefundStatus[] {
  return statesBefore<RefundStatus>(REFUND_TRANSITIONS, to);
}
