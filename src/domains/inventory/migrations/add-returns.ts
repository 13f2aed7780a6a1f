import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the stock that customers returned, and its movements. */
export class AddReturns1764633600002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE inventory.returned_stock (
        return_id   uuid NOT NULL,
        order_id    uuid NOT NULL,
        product_id  uuid NOT NULL,
        quantity    integer NOT NULL CHECK (quantity > 0),
        restocked   boolean NOT NULL,
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (return_id, product_id)
      );
      CREATE INDEX returned_stock_by_order ON inventory.returned_stock (order_id, product_id);

      -- The new constraints accept every row that the old ones accept, so existing rows need no check.
      ALTER TABLE inventory.stock_movements
        ADD COLUMN return_id uuid,
        DROP CONSTRAINT stock_movements_kind_check,
        ADD CONSTRAINT stock_movements_kind_check
          CHECK (kind IN ('opening', 'adjustment', 'reserve', 'confirm', 'release', 'restock', 'return')) NOT VALID,
        DROP CONSTRAINT stock_movements_check,
        ADD CONSTRAINT stock_movements_check
          CHECK ((order_id IS NULL) = (kind IN ('opening', 'adjustment', 'return'))) NOT VALID,
        ADD CONSTRAINT movements_of_returns_name_them CHECK ((return_id IS NOT NULL) = (kind = 'return')) NOT VALID;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE inventory.stock_movements
        DROP COLUMN return_id,
        DROP CONSTRAINT stock_movements_kind_check,
        ADD CONSTRAINT stock_movements_kind_check
          CHECK (kind IN ('opening', 'adjustment', 'reserve', 'confirm', 'release', 'restock')),
        DROP CONSTRAINT stock_movements_check,
        ADD CONSTRAINT stock_movements_check CHECK ((order_id IS NULL) = (kind IN ('opening', 'adjustment')));
      DROP TABLE inventory.returned_stock;
    `);
  }
}
