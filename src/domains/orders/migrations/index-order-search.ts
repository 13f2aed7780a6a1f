import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes by which operators search orders. */
const INDEXES = {
  orders_by_method: 'orders.orders (payment_method, created_at DESC, id DESC) WHERE deleted_at IS NULL',
  orders_by_total: 'orders.orders (total_amount) WHERE deleted_at IS NULL',
  order_items_by_sku: 'orders.order_items (lower(sku), order_id)',
} as const;

/** Adds the indexes that the search for orders needs. */
export class IndexOrderSearch1765065600001 implements MigrationInterface {
  /** A concurrent build runs outside a transaction, and the previous release keeps placing orders meanwhile. */
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(INDEXES)) {
      // A build that was interrupted leaves an invalid index.
      await db.query(`DROP INDEX CONCURRENTLY IF EXISTS orders.${name}`);
      await db.query(`CREATE INDEX CONCURRENTLY ${name} ON ${columns}`);
    }
    // Statistics of the expression exist only after this.
    await db.query('ANALYZE orders.order_items');
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await db.query(`DROP INDEX CONCURRENTLY IF EXISTS orders.${name}`);
  }
}
