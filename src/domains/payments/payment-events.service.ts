import type { DataSource } from 'typeorm';
import type { GatewayEvent } from './payment-gateway.js';
import type { PaymentStatus } from '../../contracts/payments.js';

/**
 * What an event means to a payment, by the status it finds. The run looks up what is true, so an event that says what is
 * known already, or comes twice, late or out of order, changes nothing.
 */
export const EVENT_EFFECT = {
  pending: 'signal_run',
  processing: 'signal_run',
  success: 'none',
  failed: 'refund_if_succeeded',
  refunded: 'none',
} as const satisfies Record<PaymentStatus, string>;

/** Of these an event can tell nothing that is not known, and they stay among themselves. */
const NO_EFFECT_STATUSES = Object.entries(EVENT_EFFECT).flatMap(([status, effect]) =>
  effect === 'none' ? [status] : [],
);

/** Takes the gateway's events: each is stored before the gateway is told that it was taken, and counts once. */
export class PaymentEventsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores an event, once for its id however often and at however many places it comes. One that says what is known
   * already is stored as handed on: that is how it goes with most charges, which were answered before.
   *
   * @returns whether it was handed on already; if not, hand it on and say so with `markHanded`
   */
  async record({ id, orderId, type }: GatewayEvent): Promise<{ dispatched: boolean }> {
    // The no-op update makes a twin wait for the first to commit, and answers the row as that left it.
    const [event] = await this.database.query<[{ dispatched: boolean }]>(
      `INSERT INTO payments.gateway_events (id, order_id, type, handed_at)
       VALUES ($1, $2, $3, (SELECT now() FROM payments.payments WHERE order_id = $2 AND status = ANY ($4)))
       ON CONFLICT (id) DO UPDATE SET id = excluded.id
       RETURNING handed_at IS NOT NULL AS dispatched`,
      [id, orderId, type, NO_EFFECT_STATUSES],
    );
    return event;
  }

  /** Records that an event was handed on; harmless when it was recorded before. */
  async markDispatched(eventId: string): Promise<void> {
    await this.database.query(
      'UPDATE payments.gateway_events SET handed_at = now() WHERE id = $1 AND handed_at IS NULL',
      [eventId],
    );
  }
}
