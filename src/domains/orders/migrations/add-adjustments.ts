import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds taxes, shipping costs and discounts, and what each returned line costs with them. */
export class AddAdjustments1764723600001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE orders.orders ADD COLUMN adjustments jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE orders.return_items ADD COLUMN amount bigint;
      -- Discounts may pay for all of a line.
      ALTER TABLE orders.returns DROP CONSTRAINT returns_amount_check;
      ALTER TABLE orders.returns ADD CONSTRAINT returns_amount_check CHECK (amount >= 0);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE orders.returns DROP CONSTRAINT returns_amount_check;
      ALTER TABLE orders.returns ADD CONSTRAINT returns_amount_check CHECK (amount > 0);
      ALTER TABLE orders.return_items DROP COLUMN amount;
      ALTER TABLE orders.orders DROP COLUMN adjustments;
    `);
  }
}
