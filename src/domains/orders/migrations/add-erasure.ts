import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds erasures, and the archive. The archive inherits from the working tables: what reads those, such as the API and the audit,
 * reads both. Orders get there by `archive_orders` only, because no role may delete orders.
 */
export class AddErasure1764730800001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.erasures (
        id            uuid PRIMARY KEY,
        user_id       uuid CONSTRAINT one_erasure_per_user UNIQUE,
        pseudonym     uuid NOT NULL,
        report        jsonb,
        requested_at  timestamptz(3) NOT NULL DEFAULT now(),
        completed_at  timestamptz(3),
        CONSTRAINT completed_erasures_name_nobody CHECK ((completed_at IS NULL) = (user_id IS NOT NULL))
      );
      CREATE INDEX order_details_by_user ON orders.order_details (user_id);

      CREATE TABLE orders.archived_orders (PRIMARY KEY (id)) INHERITS (orders.orders);
      CREATE INDEX archived_orders_by_user
        ON orders.archived_orders (user_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX archived_orders_by_time ON orders.archived_orders (created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE TABLE orders.archived_order_items (PRIMARY KEY (id)) INHERITS (orders.order_items);
      CREATE INDEX archived_order_items_by_order ON orders.archived_order_items (order_id, position);
      CREATE TABLE orders.archived_order_status_history (PRIMARY KEY (order_id, version))
        INHERITS (orders.order_status_history);
      CREATE TABLE orders.archived_returns (PRIMARY KEY (id)) INHERITS (orders.returns);
      CREATE INDEX archived_returns_by_order ON orders.archived_returns (order_id);
      CREATE TABLE orders.archived_return_items (PRIMARY KEY (return_id, product_id)) INHERITS (orders.return_items);

      CREATE FUNCTION orders.archive_orders(before timestamptz, max_orders integer) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        ids uuid[];
      BEGIN
        SELECT coalesce(array_agg(id), '{}') INTO ids FROM (
          SELECT id FROM ONLY orders.orders o
          WHERE created_at < before AND updated_at < before AND deleted_at IS NULL
            AND status IN ('confirmed', 'cancelled', 'failed')
            AND NOT EXISTS (SELECT FROM orders.returns r WHERE r.order_id = o.id AND r.status = 'pending')
          ORDER BY created_at LIMIT max_orders FOR UPDATE SKIP LOCKED
        ) chosen;
        WITH moved AS (
          DELETE FROM ONLY orders.return_items i USING orders.returns r
          WHERE r.id = i.return_id AND r.order_id = ANY (ids) RETURNING i.*
        ) INSERT INTO orders.archived_return_items SELECT * FROM moved;
        WITH moved AS (DELETE FROM ONLY orders.returns WHERE order_id = ANY (ids) RETURNING *)
          INSERT INTO orders.archived_returns SELECT * FROM moved;
        WITH moved AS (DELETE FROM ONLY orders.order_status_history WHERE order_id = ANY (ids) RETURNING *)
          INSERT INTO orders.archived_order_status_history SELECT * FROM moved;
        WITH moved AS (DELETE FROM ONLY orders.order_items WHERE order_id = ANY (ids) RETURNING *)
          INSERT INTO orders.archived_order_items SELECT * FROM moved;
        WITH moved AS (DELETE FROM ONLY orders.orders WHERE id = ANY (ids) RETURNING *)
          INSERT INTO orders.archived_orders SELECT * FROM moved;
        DELETE FROM orders.personal_data WHERE order_id = ANY (ids);
        RETURN cardinality(ids);
      END $$;
      REVOKE EXECUTE ON FUNCTION orders.archive_orders FROM PUBLIC;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION orders.archive_orders;
      DROP TABLE orders.archived_return_items, orders.archived_returns, orders.archived_order_status_history,
                 orders.archived_order_items, orders.archived_orders;
      DROP INDEX orders.order_details_by_user;
      DROP TABLE orders.erasures;
    `);
  }
}
