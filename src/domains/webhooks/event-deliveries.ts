import type { DataSource } from 'typeorm';

/** How the delivery of one event to one endpoint goes. */
export interface EventDelivery {
  readonly eventId: string;
  readonly endpointId: string;
  readonly url: string;
  readonly description: string;
  readonly attempts: number;
  readonly delivered: boolean;
  /** The HTTP status or the failure of the last attempt. */
  readonly lastResult: string;
  readonly lastAttemptAt: Date;
  /** Null when the event does not wait to be sent. */
  readonly nextTryAt: Date | null;
}

/** Finds what became of events. */
export class EventDeliveries {
  constructor(private readonly database: DataSource) {}

  /** Returns the deliveries of the events to each endpoint that was tried, as long as the attempts are kept. */
  find(eventIds: readonly string[]): Promise<EventDelivery[]> {
    return this.database.query(
      `SELECT a.event_id AS "eventId", e.id AS "endpointId", e.url, e.description, count(*)::int AS attempts,
              bool_or(a.delivered) AS delivered, max(a.at) AS "lastAttemptAt",
              (array_agg(coalesce(a.status::text, a.failure) ORDER BY a.id DESC))[1] AS "lastResult",
              q.next_attempt_at AS "nextTryAt"
       FROM webhooks.attempts a JOIN webhooks.endpoints e ON e.id = a.endpoint_id
       LEFT JOIN webhooks.queue q ON q.endpoint_id = e.id AND q.event_id = a.event_id AND q.done_at IS NULL
       WHERE a.event_id = ANY ($1) GROUP BY a.event_id, e.id, q.next_attempt_at ORDER BY e.created_at, e.id`,
      [eventIds],
    );
  }
}
