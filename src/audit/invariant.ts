/**
 * Where the facts of an invariant come from: the domains' schemas, the gateway's charges and refunds, the gateway's
 * outbox, Temporal's list of runs.
 */
export type Source = 'domains' | 'ledger' | 'events' | 'runs';

/** Something that must hold, as data. */
export interface Invariant {
  readonly id: string;
  /** In one sentence. */
  readonly description: string;
  readonly sources: readonly Source[];
  /** Holds only once nothing is in flight, and is asked for only then. */
  readonly onlyWhenSettled?: true;
  /** SQL after FROM: the rows that are checked. */
  readonly rows: string;
  /**
   * SQL: the rows that break it. The column `key` is different in each and the same in each look. Besides the domains'
   * schemas it may read the tables of `facts.ts`.
   */
  readonly offenders: string;
}

/**
 * SQL: the order is not in flight. An audit of what has settled excuses nobody, since nothing is in flight then.
 *
 * @param orderId - SQL of the order's id
 */
export function notInFlight(orderId: string): string {
  return `NOT EXISTS (SELECT FROM in_flight WHERE in_flight.order_id = ${orderId}::text)`;
}
