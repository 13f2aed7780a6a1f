import type { DataSource } from 'typeorm';
import type { DeliveryFailure } from './deliveries.js';
import type { DisabledReason } from './endpoint.entity.js';

/** An endpoint that does not get its events. */
export interface TroubledEndpoint {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Null while it is still tried. */
  readonly disabledReason: DisabledReason | null;
  readonly since: Date;
  /** Failed attempts to send one event; null when no event waits. */
  readonly attempts: number | null;
  /** Null when it is disabled. */
  readonly nextTryAt: Date | null;
  /** The last failed attempt of that event, as in `DeliveryAttempt`. */
  readonly status: number | null;
  readonly failure: DeliveryFailure | null;
  readonly response: string | null;
}

/** Finds webhook endpoints that an operator should look at. */
export class EndpointAttentionQueries {
  constructor(private readonly database: DataSource) {}

  /**
   * Endpoints that are disabled, and those of which an event fails, the disabled ones first. Paused ones are left out: an operator
   * paused them.
   *
   * @param minAttempts - failed attempts of an event from which its endpoint is listed
   */
  findTroubled(minAttempts: number, limit: number): Promise<TroubledEndpoint[]> {
    return this.database.query(
      `SELECT e.id, e.url, e.description, e.disabled_reason AS "disabledReason",
              coalesce(worst.first_failed_at, e.updated_at) AS since, worst.attempts,
              CASE WHEN e.status = 'enabled' THEN worst.next_attempt_at END AS "nextTryAt",
              last.status, last.failure, last.response
       FROM webhooks.endpoints e
       LEFT JOIN LATERAL (
         SELECT event_id, attempts, first_failed_at, next_attempt_at FROM webhooks.queue q
         WHERE q.endpoint_id = e.id AND q.done_at IS NULL AND q.attempts > 0
         ORDER BY q.attempts DESC, q.first_failed_at LIMIT 1
       ) worst ON true
       LEFT JOIN LATERAL (
         SELECT status, failure, response FROM webhooks.attempts a
         WHERE a.event_id = worst.event_id AND a.endpoint_id = e.id AND NOT a.delivered
         ORDER BY a.id DESC LIMIT 1
       ) last ON true
       WHERE e.deleted_at IS NULL
         AND (e.status = 'disabled' OR (e.status = 'enabled' AND worst.attempts >= $1))
       ORDER BY e.status = 'disabled' DESC, since LIMIT $2`,
      [minAttempts, limit],
    );
  }
}
