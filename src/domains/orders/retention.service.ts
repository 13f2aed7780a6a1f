import type { DataSource } from 'typeorm';

/** Moves old orders to the archive and deletes what interrupted requests left behind. */
export class RetentionService {
  constructor(private readonly database: DataSource) {}

  /**
   * Archives orders that have ended and deletes their personal data. The API and the audit still read them.
   *
   * @param before - ISO 8601; only orders that have not changed since
   * @returns the number of archived orders
   */
  async archive(before: string, limit: number): Promise<number> {
    const [{ count }] = await this.database.query<[{ count: number }]>(
      'SELECT orders.archive_orders($1, $2) AS count',
      [before, limit],
    );
    return count;
  }

  /**
   * Finds details without an order, oldest first. A run may still create the order.
   *
   * @param before - ISO 8601; only details that are older
   */
  async findOrphans(before: string, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT order_id AS id FROM orders.order_details d
       WHERE created_at < $1 AND NOT EXISTS (SELECT FROM orders.orders o WHERE o.id = d.order_id AND o.deleted_at IS NULL)
       ORDER BY created_at LIMIT $2`,
      [before, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Deletes the details of the given orders that do not exist. @returns the number of deleted ones */
  async deleteOrphans(orderIds: readonly string[]): Promise<number> {
    const [{ count }] = await this.database.query<[{ count: number }]>(
      `WITH orphans AS (
         DELETE FROM orders.order_details d
         WHERE order_id = ANY ($1) AND NOT EXISTS (SELECT FROM orders.orders o WHERE o.id = d.order_id AND o.deleted_at IS NULL)
         RETURNING order_id
       ), personal AS (
         DELETE FROM orders.personal_data p USING orphans WHERE p.order_id = orphans.order_id
       )
       SELECT count(*)::int FROM orphans`,
      [orderIds],
    );
    return count;
  }
}
