import type { Pool } from 'pg';

/** An arbitrary id for the advisory lock that serializes schema creation. */
const SCHEMA_LOCK = 7_233_016;

/**
 * Creates the gateway's tables. Safe to repeat and to run concurrently.
 *
 * Postgres runs a multi-statement string as one transaction, so the lock is held until the last statement ends.
 */
export async function createSchema(pool: Pool): Promise<void> {
  await pool.query(`
    SELECT pg_advisory_xact_lock(${SCHEMA_LOCK});

    -- CREATE SCHEMA IF NOT EXISTS requires the CREATE privilege even when the schema exists.
    DO $$ BEGIN
      IF to_regnamespace('gateway') IS NULL THEN CREATE SCHEMA gateway; END IF;
    END $$;

    CREATE TABLE IF NOT EXISTS gateway.charges (
      id text PRIMARY KEY,
      idempotency_key text NOT NULL CONSTRAINT charges_idempotency_key_unique UNIQUE,
      order_id text NOT NULL,
      amount bigint NOT NULL,
      refunded_amount bigint NOT NULL DEFAULT 0,
      currency text,
      method text,
      status text NOT NULL,
      decline_code text,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT charges_refunds_within_amount CHECK (refunded_amount BETWEEN 0 AND amount),
      CONSTRAINT charges_only_succeeded_refunded CHECK (refunded_amount = 0 OR status = 'succeeded'),
      CONSTRAINT charges_amount_known
        CHECK (amount > 0 AND currency IS NOT NULL AND method IS NOT NULL OR amount = 0 AND status = 'canceled'),
      CONSTRAINT charges_declined_has_code CHECK ((status = 'declined') = (decline_code IS NOT NULL))
    );

    -- Separate from the table, because older tables have a constraint with fewer statuses.
    ALTER TABLE gateway.charges DROP CONSTRAINT IF EXISTS charges_status_known;
    ALTER TABLE gateway.charges ADD CONSTRAINT charges_status_known
      CHECK (status IN ('processing', 'requires_action', 'authorized', 'succeeded', 'declined', 'canceled'));

    -- Two random UUIDs: the link to a payment page cannot be guessed.
    ALTER TABLE gateway.charges ADD COLUMN IF NOT EXISTS pay_token text NOT NULL
      DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    CREATE UNIQUE INDEX IF NOT EXISTS charges_pay_token_unique ON gateway.charges (pay_token);
    ALTER TABLE gateway.charges ADD COLUMN IF NOT EXISTS return_url text;
    ALTER TABLE gateway.charges ADD COLUMN IF NOT EXISTS capture text NOT NULL DEFAULT 'automatic';
    ALTER TABLE gateway.charges ADD COLUMN IF NOT EXISTS behaviour jsonb NOT NULL DEFAULT '{}';
    ALTER TABLE gateway.charges ADD COLUMN IF NOT EXISTS is_postponed boolean NOT NULL DEFAULT false;

    CREATE TABLE IF NOT EXISTS gateway.refunds (
      id text PRIMARY KEY,
      charge_id text NOT NULL REFERENCES gateway.charges (id),
      idempotency_key text NOT NULL CONSTRAINT refunds_idempotency_key_unique UNIQUE,
      amount bigint NOT NULL CONSTRAINT refunds_amount_positive CHECK (amount > 0),
      created_at timestamptz NOT NULL DEFAULT now()
    );

    ALTER TABLE gateway.refunds ADD COLUMN IF NOT EXISTS reason text;
    CREATE INDEX IF NOT EXISTS refunds_charge_id ON gateway.refunds (charge_id);
    -- A refund that is made in the dashboard has no key.
    ALTER TABLE gateway.refunds ALTER COLUMN idempotency_key DROP NOT NULL;
    ALTER TABLE gateway.refunds ADD COLUMN IF NOT EXISTS status text NOT NULL DEFAULT 'succeeded'
      CONSTRAINT refunds_status_known CHECK (status IN ('pending', 'succeeded', 'failed'));
    ALTER TABLE gateway.refunds ADD COLUMN IF NOT EXISTS failure_reason text;

    CREATE TABLE IF NOT EXISTS gateway.disputes (
      id text PRIMARY KEY,
      charge_id text NOT NULL REFERENCES gateway.charges (id),
      amount bigint NOT NULL CONSTRAINT disputes_amount_positive CHECK (amount > 0),
      reason text NOT NULL,
      status text NOT NULL CONSTRAINT disputes_status_known CHECK (status IN ('open', 'won', 'lost')),
      evidence_due_at timestamptz,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX IF NOT EXISTS disputes_charge_id ON gateway.disputes (charge_id);

    CREATE TABLE IF NOT EXISTS gateway.delayed_changes (
      kind text NOT NULL,
      subject_id text NOT NULL,
      due_at timestamptz NOT NULL,
      PRIMARY KEY (kind, subject_id)
    );

    CREATE TABLE IF NOT EXISTS gateway.events (
      id text PRIMARY KEY DEFAULT 'EVT-' || gen_random_uuid(),
      type text NOT NULL,
      data jsonb NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      attempts int NOT NULL DEFAULT 0,
      next_attempt_at timestamptz NOT NULL DEFAULT now(),
      delivered_at timestamptz
    );
    CREATE INDEX IF NOT EXISTS events_undelivered ON gateway.events (next_attempt_at) WHERE delivered_at IS NULL;
  `);
}
