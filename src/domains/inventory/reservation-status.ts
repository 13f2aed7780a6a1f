import { statesBefore } from '../transitions.js';

/** The life of a reservation. Confirmed stock that is given back becomes released; the movement ledger says restocked. */
const RESERVATION_TRANSITIONS = {
  reserved: ['confirmed', 'released'],
  confirmed: ['released'],
  released: [],
} as const satisfies Record<string, readonly string[]>;

export type ReservationStatus = keyof typeof RESERVATION_TRANSITIONS;

/** The statuses from which the given one may be entered. */
export function statusesBefore(status: ReservationStatus): ReservationStatus[] {
  return statesBefore<ReservationStatus>(RESERVATION_TRANSITIONS, status);
}
