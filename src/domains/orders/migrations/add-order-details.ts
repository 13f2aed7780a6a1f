import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the caller's own data of an order. There is no reference to the order, because the rows are written before it exists. */
export class AddOrderDetails1764727200001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.order_details (
        order_id             uuid PRIMARY KEY,
        user_id              uuid NOT NULL,
        request_fingerprint  text,
        external_reference   text,
        metadata             jsonb NOT NULL DEFAULT '{}',
        country              text,
        created_at           timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT one_order_per_reference UNIQUE (user_id, external_reference)
      );
      CREATE INDEX order_details_by_reference ON orders.order_details (external_reference);
      CREATE INDEX order_details_by_time ON orders.order_details (created_at);

      CREATE TABLE orders.personal_data (
        order_id    uuid PRIMARY KEY,
        user_id     uuid NOT NULL,
        encrypted   text NOT NULL,
        created_at  timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX personal_data_by_user ON orders.personal_data (user_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE orders.personal_data, orders.order_details');
  }
}
