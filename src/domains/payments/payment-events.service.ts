import type { DataSource } from 'typeorm';
import type { GatewayEvent } from './gateway.js';
import type { PaymentStatus } from './payment-status.js';

/**
 * What an event means to a payment, by the status it finds. The run looks up what is true, so an event that says what is
 * known already, or comes twice, late or out of order, changes nothing.
 */
export const MEANING = {
  pending: 'news_for_the_run',
  processing: 'news_for_the_run',
  success: 'known_already',
  failed: 'late_if_it_succeeded',
  refunded: 'known_already',
} as const satisfies Record<PaymentStatus, string>;

/** Of these an event can tell nothing that is not known, and they stay among themselves. */
const KNOWN = Object.entries(MEANING).flatMap(([status, meaning]) => (meaning === 'known_already' ? [status] : []));

/** Takes the gateway's events: each is stored before the gateway is told that it was taken, and counts once. */
export class PaymentEventsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores an event, once for its id however often and at however many places it comes. One that says what is known
   * already is stored as handed on: that is how it goes with most charges, which were answered before.
   *
   * @returns whether it was handed on already; if not, hand it on and say so with `markHanded`
   */
  async take({ id, orderId, type }: GatewayEvent): Promise<{ handed: boolean }> {
    // The no-op update makes a twin wait for the first to commit, and answers the row as that left it.
    const [event] = await this.database.query<[{ handed: boolean }]>(
      `INSERT INTO payments.gateway_events (id, order_id, type, handed_at)
       VALUES ($1, $2, $3, (SELECT now() FROM payments.payments WHERE order_id = $2 AND status = ANY ($4)))
       ON CONFLICT (id) DO UPDATE SET id = excluded.id
       RETURNING handed_at IS NOT NULL AS handed`,
      [id, orderId, type, KNOWN],
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
