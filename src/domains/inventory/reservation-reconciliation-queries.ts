import type { DataSource } from 'typeorm';
import type { StockRequest } from '../../contracts/inventory.js';

/** Finds stock that may be held for nobody. */
export class ReservationReconciliationQueries {
  constructor(private readonly database: DataSource) {}

  /** What orders hold whose reservations expired before, the oldest first. @param before - ISO 8601 */
  async findOverdue(before: string, limit: number): Promise<StockRequest[]> {
    const rows = await this.database.query<{ orderId: string }[]>(
      `SELECT order_id AS "orderId" FROM inventory.reservations
       WHERE status = 'reserved' AND expires_at < $1
       GROUP BY order_id ORDER BY min(expires_at), order_id LIMIT $2`,
      [before, limit],
    );
    return this.findReserved(rows.map(({ orderId }) => orderId));
  }

  /** What those of the orders hold that hold anything. */
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
