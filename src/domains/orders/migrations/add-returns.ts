import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the ledger of returned lines. */
export class AddReturns1764633600001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.returns (
        id               uuid PRIMARY KEY,
        order_id         uuid NOT NULL REFERENCES orders.orders (id),
        status           text NOT NULL CHECK (status IN ('pending', 'completed', 'rejected')),
        restock          boolean NOT NULL,
        reason           text NOT NULL,
        amount           bigint NOT NULL CHECK (amount > 0),
        refunded_amount  bigint CHECK (refunded_amount BETWEEN 0 AND amount),
        created_at       timestamptz(3) NOT NULL DEFAULT now(),
        updated_at       timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT completed_returns_are_refunded CHECK ((status = 'completed') = (refunded_amount IS NOT NULL))
      );
      CREATE INDEX returns_by_order ON orders.returns (order_id);

      CREATE TABLE orders.return_items (
        return_id   uuid NOT NULL REFERENCES orders.returns (id),
        product_id  uuid NOT NULL,
        quantity    integer NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (return_id, product_id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE orders.return_items, orders.returns');
  }
}
