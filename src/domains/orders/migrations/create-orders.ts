import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateOrders1763856000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.orders (
        id                      uuid PRIMARY KEY,
        user_id                 uuid NOT NULL,
        status                  text NOT NULL CHECK (status IN ('pending', 'paid', 'confirmed', 'cancelled', 'failed')),
        status_reason           text,
        total_amount            bigint NOT NULL CHECK (total_amount >= 0),
        currency                text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        payment_id              uuid,
        payment_method          text NOT NULL
                                CHECK (payment_method IN ('credit_card', 'debit_card', 'paypal', 'alipay', 'wechat')),
        request_fingerprint     text,
        reservation_expires_at  timestamptz(3) NOT NULL,
        version                 integer NOT NULL DEFAULT 1 CHECK (version > 0),
        created_at              timestamptz(3) NOT NULL DEFAULT now(),
        updated_at              timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at              timestamptz(3),
        CONSTRAINT paid_orders_have_a_payment CHECK (status NOT IN ('paid', 'confirmed') OR payment_id IS NOT NULL),
        CONSTRAINT only_cancelled_orders_are_deleted CHECK (deleted_at IS NULL OR status = 'cancelled')
      );
      CREATE INDEX orders_by_user ON orders.orders (user_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX orders_by_user_and_status
        ON orders.orders (user_id, status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX orders_by_status ON orders.orders (status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX orders_by_time ON orders.orders (created_at DESC, id DESC) WHERE deleted_at IS NULL;

      CREATE TABLE orders.order_items (
        id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        order_id    uuid NOT NULL REFERENCES orders.orders (id),
        position    smallint NOT NULL CHECK (position > 0),
        product_id  uuid NOT NULL,
        sku         text NOT NULL,
        name        text NOT NULL,
        price       bigint NOT NULL CHECK (price > 0),
        quantity    integer NOT NULL CHECK (quantity > 0),
        subtotal    bigint NOT NULL CHECK (subtotal = price * quantity),
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT one_item_per_product UNIQUE (order_id, product_id),
        CONSTRAINT one_item_per_position UNIQUE (order_id, position)
      );

      CREATE TABLE orders.order_status_history (
        order_id     uuid NOT NULL REFERENCES orders.orders (id),
        version      integer NOT NULL,
        from_status  text,
        to_status    text NOT NULL,
        reason       text,
        actor        text NOT NULL CHECK (actor IN ('customer', 'operator', 'system')),
        at           timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (order_id, version)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE orders.order_status_history, orders.order_items, orders.orders');
  }
}
