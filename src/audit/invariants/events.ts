import type { Invariant } from '../invariant.js';

/** The gateway's outbox against the events that we stored. */
export const EVENT_INVARIANTS: readonly Invariant[] = [
  {
    id: 'events.delivered_are_dispatched',
    description: 'each event that the gateway delivered is stored and dispatched',
    sources: ['domains', 'events'],
    rows: 'gateway_events WHERE delivered_at IS NOT NULL',
    offenders: `
      SELECT g.id AS key, g.type, g.order_id, e.received_at, e.handed_at
      FROM gateway_events g LEFT JOIN payments.gateway_events e ON e.id = g.id
      WHERE g.delivered_at IS NOT NULL AND e.handed_at IS NULL`,
  },
  {
    id: 'events.stored_were_sent',
    description: 'each stored event exists in the gateway',
    sources: ['domains', 'events'],
    rows: 'payments.gateway_events',
    offenders: `
      SELECT e.id AS key, e.type, e.order_id, e.received_at
      FROM payments.gateway_events e LEFT JOIN gateway_events g ON g.id = e.id
      WHERE g.id IS NULL`,
  },
  {
    id: 'events.delivered',
    description: 'no event is undelivered',
    sources: ['domains', 'events'],
    onlyWhenSettled: true,
    rows: 'gateway_events',
    offenders: `SELECT id AS key, type, order_id FROM gateway_events WHERE delivered_at IS NULL`,
  },
];
