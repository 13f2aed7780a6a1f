import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIdempotencyKeysTable } from '../../idempotency/idempotency-keys-table.js';

export class CreateWebhooks1765324800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE webhooks.endpoints (
        id                     uuid PRIMARY KEY,
        url                    text NOT NULL CHECK (length(url) BETWEEN 1 AND 2048),
        description            text NOT NULL,
        types                  text[] NOT NULL,
        status                 text NOT NULL CHECK (status IN ('enabled', 'paused', 'disabled')),
        disabled_reason        text CHECK ((disabled_reason IS NOT NULL) = (status = 'disabled')),
        secret                 text NOT NULL,
        previous_secret        text,
        previous_secret_until  timestamptz(3) CHECK ((previous_secret IS NULL) = (previous_secret_until IS NULL)),
        version                integer NOT NULL DEFAULT 1,
        created_at             timestamptz(3) NOT NULL DEFAULT now(),
        updated_at             timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at             timestamptz(3)
      );

      -- What the delivery of an endpoint has reached. Only its owner writes it, until the lease ends.
      CREATE TABLE webhooks.progress (
        endpoint_id      uuid PRIMARY KEY REFERENCES webhooks.endpoints,
        feed_cursor      text NOT NULL,
        owner            uuid,
        leased_until     timestamptz(3),
        failures_in_row  integer NOT NULL DEFAULT 0,
        failing_since    timestamptz(3),
        last_attempt_at  timestamptz(3),
        last_success_at  timestamptz(3)
      ) WITH (fillfactor = 50);

      -- Events that wait for a retry or behind one of their subject, and events to send again. An event that is delivered at
      -- the first attempt has no row.
      CREATE TABLE webhooks.queue (
        endpoint_id      uuid NOT NULL REFERENCES webhooks.endpoints,
        event_id         uuid NOT NULL,
        kind             text NOT NULL CHECK (kind IN ('event', 'redelivery', 'test')),
        type             text NOT NULL,
        subject          text NOT NULL,
        sequence         bigint NOT NULL,
        attempts         integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        first_failed_at  timestamptz(3),
        next_attempt_at  timestamptz(3) NOT NULL,
        queued_at        timestamptz(3) NOT NULL DEFAULT now(),
        done_at          timestamptz(3),
        PRIMARY KEY (endpoint_id, event_id)
      );
      CREATE INDEX queue_waiting ON webhooks.queue (endpoint_id, subject, sequence) WHERE done_at IS NULL;
      CREATE INDEX queue_done ON webhooks.queue (done_at) WHERE done_at IS NOT NULL;

      CREATE TABLE webhooks.attempts (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        endpoint_id  uuid NOT NULL REFERENCES webhooks.endpoints,
        event_id     uuid NOT NULL,
        kind         text NOT NULL CHECK (kind IN ('event', 'redelivery', 'test')),
        type         text NOT NULL,
        subject      text NOT NULL,
        sequence     bigint NOT NULL,
        number       integer NOT NULL CHECK (number > 0),
        delivered    boolean NOT NULL,
        status       integer,
        failure      text,
        latency_ms   integer NOT NULL CHECK (latency_ms >= 0),
        response     text NOT NULL,
        at           timestamptz(3) NOT NULL
      );
      CREATE INDEX attempts_by_endpoint ON webhooks.attempts (endpoint_id, id);
      CREATE INDEX attempts_by_event ON webhooks.attempts (event_id);
      CREATE INDEX attempts_by_time ON webhooks.attempts (at);

      ${createIdempotencyKeysTable('webhooks')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE webhooks.idempotency_keys, webhooks.attempts, webhooks.queue, webhooks.progress, webhooks.endpoints',
    );
  }
}
