import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds redirect URLs, refund records and the gateway's events. */
export class AddRefunds1763942400003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payments.payments
        ADD COLUMN redirect_url text,
        ADD CONSTRAINT only_undecided_payments_redirect CHECK (redirect_url IS NULL OR status = 'processing');

      CREATE TABLE payments.refunds (
        id                 uuid PRIMARY KEY,
        payment_id         uuid NOT NULL REFERENCES payments.payments (id),
        amount             bigint NOT NULL CHECK (amount > 0),
        reason             text NOT NULL,
        status             text NOT NULL CHECK (status IN ('pending', 'succeeded', 'failed')),
        gateway_refund_id  text CONSTRAINT one_refund_per_gateway_refund UNIQUE,
        failure_reason     text,
        created_at         timestamptz(3) NOT NULL DEFAULT now(),
        updated_at         timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT only_succeeded_refunds_have_a_gateway_id CHECK (gateway_refund_id IS NULL OR status = 'succeeded'),
        CONSTRAINT failed_refunds_have_a_reason CHECK ((status = 'failed') = (failure_reason IS NOT NULL))
      );
      CREATE INDEX refunds_by_payment ON payments.refunds (payment_id);

      INSERT INTO payments.refunds (id, payment_id, amount, reason, status, created_at, updated_at)
      SELECT gen_random_uuid(), id, refunded_amount, 'order_cancelled', 'succeeded', updated_at, updated_at
      FROM payments.payments WHERE refunded_amount > 0;

      CREATE FUNCTION payments.refuse_wrong_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        concerned uuid := coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[0];
        payment   payments.payments;
        made      bigint;
        promised  bigint;
      BEGIN
        -- Locked, so that of two transactions the later one counts what the earlier one wrote.
        SELECT * INTO payment FROM payments.payments WHERE id = concerned FOR UPDATE;
        SELECT coalesce(sum(amount) FILTER (WHERE status = 'succeeded'), 0),
               coalesce(sum(amount) FILTER (WHERE status <> 'failed'), 0)
          INTO made, promised FROM payments.refunds WHERE payment_id = concerned;
        IF made <> payment.refunded_amount OR promised > payment.amount THEN
          RAISE EXCEPTION 'refunds of payment %: % made, % promised, but % of % recorded',
            concerned, made, promised, payment.refunded_amount, payment.amount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_add_up';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER refunds_add_up
        AFTER INSERT OR UPDATE OR DELETE ON payments.refunds DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION payments.refuse_wrong_refunds('payment_id');
      CREATE CONSTRAINT TRIGGER payments_add_up
        AFTER UPDATE OF amount, refunded_amount ON payments.payments DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION payments.refuse_wrong_refunds('id');

      CREATE TABLE payments.gateway_events (
        id           text PRIMARY KEY,
        order_id     uuid,
        type         text NOT NULL
          CHECK (type IN ('charge.succeeded', 'charge.failed', 'charge.canceled', 'refund.succeeded', 'other')),
        received_at  timestamptz(3) NOT NULL DEFAULT now(),
        handed_at    timestamptz(3),
        CONSTRAINT events_of_interest_have_an_order CHECK (order_id IS NOT NULL OR type = 'other')
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE payments.gateway_events;
      DROP TRIGGER payments_add_up ON payments.payments;
      DROP TABLE payments.refunds;
      DROP FUNCTION payments.refuse_wrong_refunds;
      ALTER TABLE payments.payments DROP COLUMN redirect_url;
    `);
  }
}
