import type { Pool } from 'pg';

/** An event that the shop has not accepted yet. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: string;
  /** The charge or refund at the time of the event. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly created_at: Date;
  /** The number of delivery attempts, including the current one. */
  readonly attempts: number;
}

/** Longer than a delivery may take: a claim that outlives it belongs to a process that died. */
const LEASE_SECONDS = 15;

/** Events to deliver. The transaction that changes a charge or refund also writes its event. */
export class Outbox {
  constructor(private readonly pool: Pool) {}

  /** Claims the events that are due, so that no other process sends them concurrently. */
  async claim(limit: number): Promise<OutgoingEvent[]> {
    const { rows } = await this.pool.query<OutgoingEvent>(
      `UPDATE gateway.events SET attempts = attempts + 1, next_attempt_at = now() + make_interval(secs => $2)
       WHERE id IN (
         SELECT id FROM gateway.events WHERE delivered_at IS NULL AND next_attempt_at <= now()
         ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
       )
       RETURNING id, type, data, created_at, attempts`,
      [limit, LEASE_SECONDS],
    );
    return rows;
  }

  async markDelivered(ids: readonly string[]): Promise<void> {
    await this.pool.query('UPDATE gateway.events SET delivered_at = now() WHERE id = ANY ($1)', [ids]);
  }

  async reschedule(id: string, seconds: number): Promise<void> {
    await this.pool.query(
      'UPDATE gateway.events SET next_attempt_at = now() + make_interval(secs => $2) WHERE id = $1',
      [id, seconds],
    );
  }
}
