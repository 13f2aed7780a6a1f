import { statesBefore } from '../transitions.js';

/**
 * Each reservation status and the statuses that may follow it. A restocked reservation is `released`; the movement ledger
 * distinguishes `release` from `restock`.
 */
const RESERVATION_TRANSITIONS = {
  reserved: ['confirmed', 'released'],
  confirmed: ['released'],
  released: [],
} as const satisfies Record<string, readonly string[]>;

export type ReservationStatus = keyof typeof RESERVATION_TRANSITIONS;

/** Returns the statuses that may change to the given one. */
export function statusesBefore(status: ReservationStatus): ReservationStatus[] {
  return statesBefore<ReservationStatus>(RESERVATION_TRANSITIONS, status);
}
