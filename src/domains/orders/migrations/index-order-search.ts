import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the indexes by which operators search orders. Building one blocks writes to its table: in a large database, build them with
 * CREATE INDEX CONCURRENTLY before the upgrade, and this migration finds them.
 */
export class IndexOrderSearch1765065600001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX IF NOT EXISTS orders_by_method
        ON orders.orders (payment_method, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX IF NOT EXISTS orders_by_total ON orders.orders (total_amount) WHERE deleted_at IS NULL;
      CREATE INDEX IF NOT EXISTS order_items_by_sku ON orders.order_items (lower(sku), order_id);
      -- Statistics of the expression exist only after this.
      ANALYZE orders.order_items;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX orders.orders_by_method, orders.orders_by_total, orders.order_items_by_sku');
  }
}
