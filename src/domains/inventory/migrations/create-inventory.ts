import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateInventory1763856000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE inventory.stock (
        id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        product_id      uuid NOT NULL CONSTRAINT stock_product_unique UNIQUE,
        sku             text NOT NULL CONSTRAINT stock_sku_unique UNIQUE,
        available       integer NOT NULL CHECK (available >= 0),
        reserved        integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
        total           integer NOT NULL,
        warehouse_code  text NOT NULL,
        created_at      timestamptz(3) NOT NULL DEFAULT now(),
        updated_at      timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at      timestamptz(3),
        CONSTRAINT stock_adds_up CHECK (total = available + reserved)
      );
      CREATE INDEX stock_by_warehouse ON inventory.stock (warehouse_code);

      CREATE TABLE inventory.reservations (
        id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        order_id    uuid NOT NULL,
        product_id  uuid NOT NULL,
        quantity    integer NOT NULL CHECK (quantity > 0),
        status      text NOT NULL CHECK (status IN ('reserved', 'confirmed', 'released')),
        expires_at  timestamptz(3) NOT NULL,
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        updated_at  timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at  timestamptz(3),
        CONSTRAINT one_reservation_per_product UNIQUE (order_id, product_id)
      );
      CREATE INDEX reservations_by_product ON inventory.reservations (product_id);
      CREATE INDEX reservations_by_expiry ON inventory.reservations (expires_at) WHERE status = 'reserved';

      CREATE TABLE inventory.stock_movements (
        id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        product_id       uuid NOT NULL REFERENCES inventory.stock (product_id),
        kind             text NOT NULL
                         CHECK (kind IN ('opening', 'adjustment', 'reserve', 'confirm', 'release', 'restock')),
        order_id         uuid CHECK ((order_id IS NULL) = (kind IN ('opening', 'adjustment'))),
        available_delta  integer NOT NULL,
        reserved_delta   integer NOT NULL,
        reason           text,
        created_at       timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT each_movement_once_per_order UNIQUE (order_id, product_id, kind)
      );
      CREATE INDEX stock_movements_by_product ON inventory.stock_movements (product_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE inventory.stock_movements, inventory.reservations, inventory.stock');
  }
}
