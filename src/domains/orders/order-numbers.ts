import type { DataSource } from 'typeorm';

/** The orders that were placed in one minute, by what became of them since. */
export interface MinuteOfOrders {
  /** The start of the minute. */
  readonly at: Date;
  readonly placed: number;
  readonly confirmed: number;
  /** The payment was declined. */
  readonly declined: number;
  readonly cancelled: number;
}

export interface OpenOrders {
  /** Without a final status. */
  readonly inFlight: number;
  /** Those of them whose reservation ends soon. */
  readonly expiring: number;
}

/** Counts orders for operators. */
export class OrderNumbers {
  constructor(private readonly database: DataSource) {}

  /** The minutes of the last hour in which orders were placed, oldest first. */
  lastHour(): Promise<MinuteOfOrders[]> {
    return this.database.query(
      `SELECT date_trunc('minute', created_at) AS at, count(*)::int AS placed,
              (count(*) FILTER (WHERE status = 'confirmed'))::int AS confirmed,
              (count(*) FILTER (WHERE status = 'failed'))::int AS declined,
              (count(*) FILTER (WHERE status = 'cancelled'))::int AS cancelled
       FROM orders.orders
       WHERE created_at >= date_trunc('minute', now()) - interval '59 minutes' AND deleted_at IS NULL
       GROUP BY 1 ORDER BY 1`,
    );
  }

  async open(expiringWithinSeconds: number): Promise<OpenOrders> {
    const [counts] = await this.database.query<[OpenOrders]>(
      `SELECT count(*)::int AS "inFlight",
              (count(*) FILTER (WHERE status = 'pending'
                                AND reservation_expires_at < now() + $1 * interval '1 second'))::int AS expiring
       FROM orders.orders WHERE status IN ('pending', 'paid') AND deleted_at IS NULL`,
      [expiringWithinSeconds],
    );
    return counts;
  }
}
