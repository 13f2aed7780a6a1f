import type { DataSource } from 'typeorm';
import type { DeliveryAttempt, DeliveredEvent } from './deliveries.js';
import { WebhookEndpoint, type DisabledReason } from './endpoint.entity.js';

/** An endpoint that this process delivers to. */
export interface Lease {
  readonly endpointId: string;
  /** Version of the endpoint's settings. */
  readonly version: number;
  /** Events that wait for a retry or to be sent again. */
  readonly waiting: number;
  /** True when one of them can be sent now. */
  readonly due: boolean;
}

/** An endpoint with the state of its deliveries. */
export interface EndpointState {
  readonly endpoint: WebhookEndpoint;
  readonly cursor: string;
  readonly failuresInRow: number;
}

/** A row of the queue. */
export interface QueuedEvent extends DeliveredEvent {
  readonly attempts: number;
  /** Null until an attempt failed. */
  readonly firstFailedAt: Date | null;
  readonly queuedAt: Date;
}

/** What becomes of a row of the queue. */
export interface QueueChange extends DeliveredEvent {
  readonly attempts: number;
  readonly firstFailedAt: Date | null;
  /** Seconds until the next attempt; null when the event needs none. */
  readonly retryInSeconds: number | null;
}

/** The outcome of a round of deliveries, which is recorded at once. */
export interface Round {
  /** Version of the endpoint to which the events were sent. */
  readonly version: number;
  readonly cursor: string;
  readonly failuresInRow: number;
  readonly attempts: readonly DeliveryAttempt[];
  readonly queue: readonly QueueChange[];
}

/** Writes the state of the deliveries. Only the process that holds the lease of an endpoint writes it. */
export class DeliveryStore {
  /** @param owner - UUID of this process */
  constructor(
    private readonly database: DataSource,
    private readonly owner: string,
  ) {}

  /**
   * Takes the endpoints that no other process has, and renews the leases that end soon.
   *
   * @param seconds - length of a lease
   * @returns all endpoints of this process
   */
  lease(seconds: number): Promise<Lease[]> {
    // In one statement for all endpoints: the part that updates is invisible to the one that reads.
    return this.database.query<Lease[]>(
      `WITH free AS (
         SELECT p.endpoint_id FROM webhooks.progress p JOIN webhooks.endpoints e ON e.id = p.endpoint_id
         WHERE e.status = 'enabled' AND e.deleted_at IS NULL AND (p.owner IS NULL OR p.leased_until < now()
           OR (p.owner = $1 AND p.leased_until < now() + $2 * interval '0.7 seconds'))
         FOR UPDATE OF p SKIP LOCKED
       ), leased AS (
         UPDATE webhooks.progress p SET owner = $1, leased_until = now() + $2 * interval '1 second'
         FROM free WHERE p.endpoint_id = free.endpoint_id RETURNING p.endpoint_id
       )
       SELECT e.id AS "endpointId", e.version, coalesce(q.waiting, 0)::int AS waiting, coalesce(q.due, false) AS due
       FROM webhooks.progress p JOIN webhooks.endpoints e ON e.id = p.endpoint_id
       LEFT JOIN LATERAL (
         SELECT count(*) AS waiting, bool_or(next_attempt_at <= now()) AS due FROM webhooks.queue
         WHERE endpoint_id = p.endpoint_id AND done_at IS NULL
       ) q ON true
       WHERE e.status = 'enabled' AND e.deleted_at IS NULL
         AND (p.endpoint_id IN (SELECT endpoint_id FROM leased) OR (p.owner = $1 AND p.leased_until > now()))`,
      [this.owner, seconds],
    );
  }

  /** Ends all leases of this process, so that another one can continue at once. */
  async release(): Promise<void> {
    await this.database.query('UPDATE webhooks.progress SET owner = NULL, leased_until = NULL WHERE owner = $1', [
      this.owner,
    ]);
  }

  /** @returns undefined when this process has no lease of the endpoint */
  async open(endpointId: string): Promise<EndpointState | undefined> {
    const endpoint = await this.database.getRepository(WebhookEndpoint).findOneBy({ id: endpointId });
    const [progress] = await this.database.query<{ cursor: string; failuresInRow: number }[]>(
      `SELECT feed_cursor AS cursor, failures_in_row AS "failuresInRow" FROM webhooks.progress
       WHERE endpoint_id = $1 AND owner = $2 AND leased_until > now()`,
      [endpointId, this.owner],
    );
    return endpoint && progress ? { endpoint, ...progress } : undefined;
  }

  /**
   * Reads the events that can be sent now: none waits behind an earlier one of its subject that is not due yet. Those of a subject
   * come in its order, also when an earlier one was put into the queue later, to be sent again.
   */
  due(endpointId: string, limit: number): Promise<QueuedEvent[]> {
    return this.database.query<QueuedEvent[]>(
      `SELECT event_id AS "eventId", kind, type, subject, sequence::float8 AS sequence, attempts,
              first_failed_at AS "firstFailedAt", queued_at AS "queuedAt"
       FROM webhooks.queue q
       WHERE endpoint_id = $1 AND done_at IS NULL AND next_attempt_at <= now() AND NOT EXISTS (
         SELECT FROM webhooks.queue earlier
         WHERE earlier.endpoint_id = q.endpoint_id AND earlier.subject = q.subject AND earlier.sequence < q.sequence
           AND earlier.done_at IS NULL AND earlier.next_attempt_at > now()
       )
       ORDER BY min(queued_at) OVER (PARTITION BY subject), subject, sequence LIMIT $2`,
      [endpointId, limit],
    );
  }

  /** Of the given subjects, returns those with an event in the queue: a later event must wait behind it. */
  async waitingSubjects(endpointId: string, subjects: readonly string[]): Promise<Set<string>> {
    const rows = await this.database.query<{ subject: string }[]>(
      `SELECT DISTINCT subject FROM webhooks.queue WHERE endpoint_id = $1 AND done_at IS NULL AND subject = ANY($2)`,
      [endpointId, subjects],
    );
    return new Set(rows.map(({ subject }) => subject));
  }

  /**
   * Records a round in one statement.
   *
   * @returns false when the lease has ended: nothing was recorded, and another process sends the events again
   */
  async record(endpointId: string, { version, cursor, failuresInRow, attempts, queue }: Round): Promise<boolean> {
    const [row] = await this.database.query<[{ recorded: number }]>(
      `WITH fence AS (
         UPDATE webhooks.progress SET feed_cursor = $3, failures_in_row = $4,
           failing_since = CASE WHEN $4 = 0 THEN NULL ELSE coalesce(failing_since, now()) END,
           last_attempt_at = CASE WHEN $6 THEN now() ELSE last_attempt_at END,
           last_success_at = CASE WHEN $7 THEN now() ELSE last_success_at END
         WHERE endpoint_id = $1 AND owner = $2 AND leased_until > now() RETURNING endpoint_id
       ), attempted AS (
         INSERT INTO webhooks.attempts (endpoint_id, event_id, kind, type, subject, sequence, number, delivered, status,
                                        failure, latency_ms, response, at)
         SELECT fence.endpoint_id, a."eventId", a.kind, a.type, a.subject, a.sequence, a.number, a.delivered, a.status,
                a.failure, a."latencyMs", a.response, a.at
         FROM fence, jsonb_to_recordset($5::jsonb) AS a ("eventId" uuid, kind text, type text, subject text,
           sequence bigint, number int, delivered boolean, status int, failure text, "latencyMs" int, response text,
           at timestamptz)
         ORDER BY a.at
       ), queued AS (
         INSERT INTO webhooks.queue (endpoint_id, event_id, kind, type, subject, sequence, attempts, first_failed_at,
                                     next_attempt_at, done_at)
         SELECT fence.endpoint_id, q."eventId", q.kind, q.type, q.subject, q.sequence, q.attempts, q."firstFailedAt",
                now() + CASE WHEN e.version = $9 THEN coalesce(q."retryInSeconds", 0) ELSE 0 END * interval '1 second',
                CASE WHEN q."retryInSeconds" IS NULL THEN now() END
         -- The endpoint was changed meanwhile: the new URL is tried at once.
         FROM fence JOIN webhooks.endpoints e ON e.id = fence.endpoint_id, jsonb_to_recordset($8::jsonb) AS q ("eventId" uuid, kind text, type text, subject text,
           sequence bigint, attempts int, "firstFailedAt" timestamptz, "retryInSeconds" float8)
         ON CONFLICT (endpoint_id, event_id) DO UPDATE SET attempts = excluded.attempts,
           first_failed_at = excluded.first_failed_at, next_attempt_at = excluded.next_attempt_at,
           done_at = excluded.done_at
       )
       SELECT count(*)::int AS recorded FROM fence`,
      [
        ...[endpointId, this.owner, cursor, failuresInRow, JSON.stringify(attempts)],
        ...[attempts.length > 0, attempts.some(({ delivered }) => delivered), JSON.stringify(queue), version],
      ],
    );
    return row.recorded > 0;
  }

  /** Makes all waiting events due: an endpoint that was away has answered. */
  async retryNow(endpointId: string): Promise<void> {
    await this.database.query(
      'UPDATE webhooks.queue SET next_attempt_at = now() WHERE endpoint_id = $1 AND done_at IS NULL',
      [endpointId],
    );
  }

  /** Stops the deliveries to an endpoint. Its events wait until an operator enables it. @returns false when it has changed */
  async disable({ id, version }: WebhookEndpoint, reason: DisabledReason): Promise<boolean> {
    const { affected } = await this.database
      .getRepository(WebhookEndpoint)
      .update({ id, version, status: 'enabled' }, { status: 'disabled', disabledReason: reason, version: version + 1 });
    return affected === 1;
  }
}
