/**
 * The data that an invariant needs: the domains' schemas, the gateway's charges and refunds, the gateway's outbox, or
 * Temporal's list of workflow runs.
 */
export type Source = 'domains' | 'ledger' | 'events' | 'runs';

/** A condition that must always hold, as data. */
export interface Invariant {
  readonly id: string;
  /** The condition, as one clause in plain English. */
  readonly description: string;
  readonly sources: readonly Source[];
  /** Checked with `--settled` only, because it does not hold while orders are in flight. */
  readonly onlyWhenSettled?: true;
  /** SQL after FROM: the rows to check. */
  readonly rows: string;
  /**
   * SQL: the rows that violate the condition. The column `key` must be unique and the same in both passes. The query may read
   * the domains' schemas and the tables of temporary-tables.ts.
   */
  readonly offenders: string;
}

/**
 * SQL condition: the order is not in flight. Always true with `--settled`.
 *
 * @param orderId - SQL expression for the order's id
 */
export function notInFlight(orderId: string): string {
  return `NOT EXISTS (SELECT FROM in_flight WHERE in_flight.order_id = ${orderId}::text)`;
}

/**
 * SQL condition: a run follows the refunds and disputes of the order's payment. It may be open for weeks, so the order is not in
 * flight.
 *
 * @param orderId - SQL expression for the order's id
 */
export function isFollowed(orderId: string): string {
  return `EXISTS (SELECT FROM runs WHERE runs.type = 'followPayment' AND runs.status = 'RUNNING' AND runs.subject = ${orderId})`;
}
