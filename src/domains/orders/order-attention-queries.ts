import type { DataSource } from 'typeorm';

/** An order whose reservation ends soon, or has ended. */
export interface ExpiringOrder {
  readonly orderId: string;
  readonly status: 'pending' | 'paid';
  /** Minor units of `currency`. */
  readonly amount: number;
  readonly currency: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

const COLUMNS = `id AS "orderId", status, total_amount::float8 AS amount, currency, reservation_expires_at AS "expiresAt",
  created_at AS "createdAt"`;

/** Finds orders that an operator should look at. */
export class OrderAttentionQueries {
  constructor(private readonly database: DataSource) {}

  /** Orders that wait for payment and whose reservation ends within some seconds, the next one to end first. */
  findEnding(withinSeconds: number, limit: number): Promise<ExpiringOrder[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM orders.orders
       WHERE status = 'pending' AND deleted_at IS NULL
         AND reservation_expires_at BETWEEN now() AND now() + $1 * interval '1 second'
       ORDER BY reservation_expires_at LIMIT $2`,
      [withinSeconds, limit],
    );
  }

  /** Orders without a final status whose reservation ended more than some seconds ago, the oldest first. */
  findOverdue(bySeconds: number, limit: number): Promise<ExpiringOrder[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM orders.orders
       WHERE status IN ('pending', 'paid') AND deleted_at IS NULL
         AND reservation_expires_at < now() - $1 * interval '1 second'
       ORDER BY reservation_expires_at LIMIT $2`,
      [bySeconds, limit],
    );
  }

  /** Those of the given orders that have no final status. */
  findUnfinished(orderIds: readonly string[]): Promise<ExpiringOrder[]> {
    return this.database.query(
      `SELECT ${COLUMNS} FROM orders.orders
       WHERE id = ANY ($1) AND status IN ('pending', 'paid') AND deleted_at IS NULL`,
      [orderIds],
    );
  }
}
