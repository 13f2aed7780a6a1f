import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds disputes, refunds that the gateway decides later, and the events that announce both. */
export class AddDisputes1764374400003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE payments.disputes (
        id                  uuid PRIMARY KEY,
        payment_id          uuid NOT NULL REFERENCES payments.payments (id),
        gateway_dispute_id  text NOT NULL CONSTRAINT one_dispute_per_gateway_dispute UNIQUE,
        amount              bigint NOT NULL CHECK (amount > 0),
        currency            text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        reason              text NOT NULL,
        status              text NOT NULL CHECK (status IN ('open', 'won', 'lost')),
        evidence_due_at     timestamptz(3),
        created_at          timestamptz(3) NOT NULL DEFAULT now(),
        updated_at          timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX disputes_by_payment ON payments.disputes (payment_id);
      CREATE TRIGGER disputes_touch_their_payment
        AFTER INSERT OR UPDATE ON payments.disputes
        FOR EACH ROW EXECUTE FUNCTION payments.touch_payment();

      -- Each replaced constraint accepts every row that the old one accepts, so existing rows need no check.
      ALTER TABLE payments.refunds
        DROP CONSTRAINT refunds_status_check,
        ADD CONSTRAINT refunds_status_check
          CHECK (status IN ('pending', 'succeeded', 'failed', 'canceled')) NOT VALID,
        DROP CONSTRAINT only_succeeded_refunds_have_a_gateway_id,
        DROP CONSTRAINT failed_refunds_have_a_reason,
        ADD CONSTRAINT failed_refunds_have_a_reason
          CHECK ((status IN ('failed', 'canceled')) = (failure_reason IS NOT NULL)) NOT VALID;

      ALTER TABLE payments.gateway_events
        DROP CONSTRAINT gateway_events_type_check,
        ADD CONSTRAINT gateway_events_type_check CHECK (type IN (
          'charge.succeeded', 'charge.failed', 'charge.canceled', 'charge.authorized', 'refund.succeeded', 'refund.failed',
          'dispute.opened', 'dispute.closed', 'other')) NOT VALID;

      CREATE OR REPLACE FUNCTION payments.refuse_wrong_refunds() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        concerned uuid := coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> TG_ARGV[0];
        payment   payments.payments;
        made      bigint;
        promised  bigint;
      BEGIN
        -- Locked, so that of two transactions the later one counts what the earlier one wrote.
        SELECT * INTO payment FROM payments.payments WHERE id = concerned FOR UPDATE;
        SELECT coalesce(sum(amount) FILTER (WHERE status = 'succeeded'), 0),
               coalesce(sum(amount) FILTER (WHERE status IN ('pending', 'succeeded')), 0)
          INTO made, promised FROM payments.refunds WHERE payment_id = concerned;
        IF made <> payment.refunded_amount OR promised > payment.amount THEN
          RAISE EXCEPTION 'refunds of payment %: % made, % promised, but % of % recorded',
            concerned, made, promised, payment.refunded_amount, payment.amount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refunds_add_up';
        END IF;
        RETURN NULL;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE payments.disputes;
      ALTER TABLE payments.refunds
        DROP CONSTRAINT refunds_status_check,
        ADD CONSTRAINT refunds_status_check CHECK (status IN ('pending', 'succeeded', 'failed')),
        ADD CONSTRAINT only_succeeded_refunds_have_a_gateway_id CHECK (gateway_refund_id IS NULL OR status = 'succeeded'),
        DROP CONSTRAINT failed_refunds_have_a_reason,
        ADD CONSTRAINT failed_refunds_have_a_reason CHECK ((status = 'failed') = (failure_reason IS NOT NULL));
      ALTER TABLE payments.gateway_events
        DROP CONSTRAINT gateway_events_type_check,
        ADD CONSTRAINT gateway_events_type_check
          CHECK (type IN ('charge.succeeded', 'charge.failed', 'charge.canceled', 'refund.succeeded', 'other'));
    `);
  }
}
