import type { DataSource } from 'typeorm';
import type { DeliveryAttempt } from './deliveries.js';

export interface LoggedAttempt extends DeliveryAttempt {
  /** Ascending in the order in which attempts were recorded. */
  readonly id: number;
}

interface AttemptFilter {
  readonly endpointId: string;
  readonly eventId?: string | undefined;
  readonly delivered?: boolean | undefined;
  /** The id of the last attempt of the previous page. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The attempts to deliver events. */
export class DeliveryLog {
  constructor(private readonly database: DataSource) {}

  /** Returns a page of the attempts of an endpoint, newest first. */
  list({ endpointId, eventId, delivered, before, limit }: AttemptFilter): Promise<LoggedAttempt[]> {
    return this.database.query<LoggedAttempt[]>(
      `SELECT id::float8 AS id, event_id AS "eventId", kind, type, subject, sequence::float8 AS sequence, number, delivered,
              status, failure, latency_ms AS "latencyMs", response, at
       FROM webhooks.attempts
       WHERE endpoint_id = $1 AND ($2::uuid IS NULL OR event_id = $2) AND ($3::boolean IS NULL OR delivered = $3)
         AND ($4::bigint IS NULL OR id < $4)
       ORDER BY id DESC LIMIT $5`,
      [endpointId, eventId ?? null, delivered ?? null, before ?? null, limit],
    );
  }
}
