import type { DataSource } from 'typeorm';
import type { OrderWithReturns } from '../../contracts/returns.js';

/** Finds orders that may be stuck. */
export class OrderReconciliationQueries {
  constructor(private readonly database: DataSource) {}

  /**
   * Finds orders without a final status or with a pending return, in id order.
   *
   * @param before - ISO 8601; only orders and returns that have not changed since
   * @param after - the last id of the previous page
   */
  async findUnfinished(before: string, limit: number, after?: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT id FROM orders.orders
       WHERE status IN ('pending', 'paid') AND deleted_at IS NULL AND updated_at < $1 AND ($3::uuid IS NULL OR id > $3)
       UNION
       SELECT order_id FROM orders.returns
       WHERE status = 'pending' AND updated_at < $1 AND ($3::uuid IS NULL OR order_id > $3)
       ORDER BY id LIMIT $2`,
      [before, limit, after ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Finds orders that were cancelled or failed, in id order.
   *
   * @param createdAfter - ISO 8601
   * @param before - ISO 8601; only orders that have not changed since
   * @param after - the last id of the previous page
   */
  async findEnded(createdAfter: string, before: string, limit: number, after?: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT id FROM ONLY orders.orders
       WHERE status IN ('cancelled', 'failed') AND deleted_at IS NULL AND created_at >= $1 AND updated_at < $2
         AND ($4::uuid IS NULL OR id > $4)
       ORDER BY id LIMIT $3`,
      [createdAfter, before, limit, after ?? null],
    );
    return rows.map(({ id }) => id);
  }

  /** Returns the given orders that exist, tombstones included. */
  findSnapshots(orderIds: readonly string[]): Promise<OrderWithReturns[]> {
    return this.database.query<OrderWithReturns[]>(
      `SELECT id AS "orderId", user_id AS "userId", status, payment_method AS "paymentMethod",
              request_fingerprint AS "requestFingerprint", total_amount::float8 AS amount, currency, payment_id AS "paymentId",
              ARRAY (SELECT jsonb_build_object('productId', product_id, 'quantity', quantity)
                     FROM orders.order_items i WHERE i.order_id = o.id ORDER BY position) AS lines,
              ARRAY (SELECT jsonb_build_object(
                       'returnId', r.id, 'orderId', r.order_id, 'restock', r.restock, 'reason', r.reason,
                       'lines', (SELECT jsonb_agg(jsonb_build_object('productId', product_id, 'quantity', quantity) ORDER BY product_id)
                                 FROM orders.return_items i WHERE i.return_id = r.id))
                     FROM orders.returns r WHERE r.order_id = o.id AND r.status = 'pending' ORDER BY r.created_at) AS "pendingReturns"
       FROM orders.orders o WHERE id = ANY ($1)`,
      [orderIds],
    );
  }
}
