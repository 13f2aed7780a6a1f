import type { DataSource } from 'typeorm';
import type { HeldStock } from '../../contracts/inventory.js';

const toLines = (status: string) => `
  coalesce(jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity) ORDER BY product_id)
             FILTER (WHERE status = '${status}'), '[]')`;

/** Finds reservations that may be stuck. */
export class ReservationReconciliationQueries {
  constructor(private readonly database: DataSource) {}

  /**
   * Finds orders with reserved stock, in order id order, whether the reservations have expired or not.
   *
   * @param before - ISO 8601; only reservations that have not changed since
   * @param after - the last order id of the previous page
   */
  async findReserved(before: string, limit: number, after?: string): Promise<HeldStock[]> {
    const rows = await this.database.query<{ orderId: string }[]>(
      `SELECT order_id AS "orderId" FROM inventory.reservations
       WHERE status = 'reserved' AND updated_at < $1 AND ($3::uuid IS NULL OR order_id > $3)
       GROUP BY order_id ORDER BY order_id LIMIT $2`,
      [before, limit, after ?? null],
    );
    return this.findHeld(rows.map(({ orderId }) => orderId));
  }

  /** Returns the reserved and the confirmed stock of the given orders, in order id order. Orders without any are left out. */
  findHeld(orderIds: readonly string[]): Promise<HeldStock[]> {
    return this.database.query<HeldStock[]>(
      `SELECT order_id AS "orderId", ${toLines('reserved')} AS lines, ${toLines('confirmed')} AS "confirmedLines"
       FROM inventory.reservations WHERE order_id = ANY ($1) AND status IN ('reserved', 'confirmed')
       GROUP BY order_id ORDER BY order_id`,
      [orderIds],
    );
  }
}
