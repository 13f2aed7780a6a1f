import { statesBefore } from '../transitions.js';

/** Each dispute status and the statuses that may follow it. The bank may change its decision. */
const DISPUTE_TRANSITIONS = {
  open: ['won', 'lost'],
  won: ['lost'],
  lost: ['won'],
} as const satisfies Record<string, readonly string[]>;

export type DisputeStatus = keyof typeof DISPUTE_TRANSITIONS;

export const DISPUTE_STATUSES = Object.keys(DISPUTE_TRANSITIONS) as DisputeStatus[];

/** Returns the statuses that may change to the given one. */
export function disputeStatusesBefore(to: DisputeStatus): DisputeStatus[] {
  return statesBefore<DisputeStatus>(DISPUTE_TRANSITIONS, to);
}
