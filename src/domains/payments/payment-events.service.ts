import type { DataSource } from 'typeorm';
import type { GatewayEvent } from './gateway.js';

/** Takes the gateway's events: each is stored before the gateway is told that it was taken, and counts once. */
export class PaymentEventsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores an event, once for its id however often and at however many places it comes.
   *
   * @returns whether it was handed on already; if not, hand it on and say so with `markHanded`
   */
  async take({ id, orderId, type }: GatewayEvent): Promise<{ handed: boolean }> {
    // The no-op update makes a twin wait for the first to commit, and answers the row as that left it.
    const [event] = await this.database.query<[{ handed: boolean }]>(
      `INSERT INTO payments.gateway_events (id, order_id, type) VALUES ($1, $2, $3)
       ON CONFLICT (id) DO UPDATE SET id = excluded.id
       RETURNING handed_at IS NOT NULL AS handed`,
      [id, orderId, type],
    );
    return event;
  }

  /** Records that an event was handed on; harmless when it was recorded before. */
  async markHanded(eventId: string): Promise<void> {
    await this.database.query(
      'UPDATE payments.gateway_events SET handed_at = now() WHERE id = $1 AND handed_at IS NULL',
      [eventId],
    );
  }
}
