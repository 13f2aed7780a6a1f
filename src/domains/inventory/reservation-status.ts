/** The life of a reservation. Confirmed stock that is given back becomes released; the movement ledger says restocked. */
export const RESERVATION_TRANSITIONS = {
  reserved: ['confirmed', 'released'],
  confirmed: ['released'],
  released: [],
} as const satisfies Record<string, readonly string[]>;

export type ReservationStatus = keyof typeof RESERVATION_TRANSITIONS;
