import type { DataSource } from 'typeorm';
import type { StockRequest } from '../../contracts/inventory.js';

/** Finds reservations that may be stuck. */
export class ReservationReconciliationQueries {
  constructor(private readonly database: DataSource) {}

  /**
   * Finds the reserved stock of orders whose reservations expired, oldest expiry first.
   *
   * @param before - ISO 8601; only reservations that expired earlier
   */
  async findOverdue(before: string, limit: number): Promise<StockRequest[]> {
    const rows = await this.database.query<{ orderId: string }[]>(
      `SELECT order_id AS "orderId" FROM inventory.reservations
       WHERE status = 'reserved' AND expires_at < $1
       GROUP BY order_id ORDER BY min(expires_at), order_id LIMIT $2`,
      [before, limit],
    );
    return this.findReserved(rows.map(({ orderId }) => orderId));
  }

  /** Returns the reserved stock of the given orders. Orders without any are left out. */
  findReserved(orderIds: readonly string[]): Promise<StockRequest[]> {
    return this.database.query<StockRequest[]>(
      `SELECT order_id AS "orderId",
              jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity) ORDER BY product_id) AS lines
       FROM inventory.reservations WHERE order_id = ANY ($1) AND status = 'reserved'
       GROUP BY order_id`,
      [orderIds],
    );
  }
}
