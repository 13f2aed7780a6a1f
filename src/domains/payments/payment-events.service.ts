import type { DataSource } from 'typeorm';
import type { GatewayEvent } from './payment-gateway.js';
import type { PaymentStatus } from '../../contracts/payments.js';

/**
 * The effect of an event about the payment's own charge, by the payment's current status. An event is only a hint: the workflow reads the charge from the
 * gateway, so events that are duplicated, late or out of order change nothing.
 */
export const EVENT_EFFECT = {
  pending: 'signal_run',
  processing: 'signal_run',
  authorized: 'signal_run',
  success: 'none',
  failed: 'refund_if_succeeded',
  refunded: 'none',
} as const satisfies Record<PaymentStatus, string>;

/** Events about refunds and disputes. The run that follows the payment looks them up, whatever its status is. */
const FOLLOW_UP_EVENTS: readonly GatewayEvent['type'][] = [
  'refund.succeeded',
  'refund.failed',
  'dispute.opened',
  'dispute.closed',
];

export function isFollowUpEvent({ type }: Pick<GatewayEvent, 'type'>): boolean {
  return FOLLOW_UP_EVENTS.includes(type);
}

/** Events have no effect in these statuses, which a payment never leaves for a status in which they do. */
const NO_EFFECT_STATUSES = Object.entries(EVENT_EFFECT).flatMap(([status, effect]) =>
  effect === 'none' ? [status] : [],
);

/** @param id - SQL for the gateway's id of the refund */
const knownRefund = (id: string) =>
  `EXISTS (SELECT FROM payments.refunds WHERE gateway_refund_id = ${id} AND status = 'succeeded')`;

function knownRefundId(event: GatewayEvent): string | null {
  return event.type === 'refund.succeeded' ? (event.refundId ?? null) : null;
}

/** Stores the gateway's events. Each one is stored before it is acknowledged, and processed once. */
export class PaymentEventsService {
  constructor(private readonly database: DataSource) {}

  /**
   * Stores an event. Idempotent by event id, also for concurrent deliveries. An event without effect is stored as dispatched:
   * most charges are known from the gateway's response before their event arrives. An event that names another charge of the
   * order always has to be dispatched.
   *
   * @returns whether the event is already dispatched; if not, dispatch it and call `markDispatched`
   */
  async record(event: GatewayEvent): Promise<{ dispatched: boolean }> {
    const { id, orderId, type } = event;
    const transactionId = event.type === 'other' ? null : event.transactionId;
    // The no-op update makes a concurrent duplicate wait for the first insert to commit, and returns the committed row.
    const [recorded] = await this.database.query<[{ dispatched: boolean }]>(
      `INSERT INTO payments.gateway_events (id, order_id, type, transaction_id, handed_at)
       VALUES ($1, $2, $3, $7,
         CASE WHEN $5 THEN (SELECT now() WHERE ${knownRefund('$6')})
              ELSE (SELECT now() FROM payments.payments
                    WHERE order_id = $2 AND status = ANY ($4) AND transaction_id = coalesce($7, transaction_id)) END)
       ON CONFLICT (id) DO UPDATE SET id = excluded.id
       RETURNING handed_at IS NOT NULL AS dispatched`,
      [id, orderId, type, NO_EFFECT_STATUSES, isFollowUpEvent(event), knownRefundId(event), transactionId],
    );
    return recorded;
  }

  /** True for the success of a refund that is recorded: the gateway's response arrived before its event. */
  async repeatsKnownRefund(event: GatewayEvent): Promise<boolean> {
    const [{ known }] = await this.database.query<[{ known: boolean }]>(`SELECT ${knownRefund('$1')} AS known`, [
      knownRefundId(event),
    ]);
    return known;
  }

  /** Marks an event as dispatched. Idempotent. */
  async markDispatched(eventId: string): Promise<void> {
    await this.database.query(
      'UPDATE payments.gateway_events SET handed_at = now() WHERE id = $1 AND handed_at IS NULL',
      [eventId],
    );
  }
}
