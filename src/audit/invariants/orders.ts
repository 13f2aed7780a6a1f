import { ORDER_TRANSITIONS } from '../../domains/orders/order-status.js';
import { notInFlight, type Invariant } from '../invariant.js';

const TRANSITIONS = Object.entries(ORDER_TRANSITIONS)
  .flatMap(([from, all]) => all.map((to) => `('${from}', '${to}')`))
  .join(', ');

/** Orders against their items, history and reservations. */
export const ORDER_INVARIANTS: readonly Invariant[] = [
  {
    id: 'orders.ended',
    description: 'an order without a final status is in flight',
    sources: ['domains'],
    rows: 'orders.orders',
    offenders: `
      SELECT o.id AS key, o.status, o.updated_at FROM orders.orders o
      WHERE o.status IN ('pending', 'paid') AND ${notInFlight('o.id')}`,
  },
  {
    id: 'orders.total_matches_items',
    description: 'the total amount of an order is the sum of its items and added adjustments',
    sources: ['domains'],
    rows: 'orders.orders WHERE deleted_at IS NULL',
    offenders: `
      SELECT o.id AS key, o.total_amount, i.items, a.added
      FROM orders.orders o
      LEFT JOIN (SELECT order_id, sum(price * quantity) AS items FROM orders.order_items GROUP BY order_id) i
        ON i.order_id = o.id
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS added
                          FROM jsonb_to_recordset(o.adjustments) AS adjustment (amount bigint, included boolean)
                          WHERE NOT included) a
      WHERE o.deleted_at IS NULL AND o.total_amount IS DISTINCT FROM i.items + a.added`,
  },
  {
    id: 'orders.history_matches_status',
    description: 'the last history entry of an order is its status',
    sources: ['domains'],
    rows: 'orders.orders WHERE deleted_at IS NULL',
    offenders: `
      SELECT o.id AS key, o.status, last.to_status AS last_recorded
      FROM orders.orders o
      LEFT JOIN (SELECT DISTINCT ON (order_id) order_id, to_status FROM orders.order_status_history
                 ORDER BY order_id, version DESC) last ON last.order_id = o.id
      WHERE o.deleted_at IS NULL AND last.to_status IS DISTINCT FROM o.status`,
  },
  {
    id: 'orders.history_transitions_are_valid',
    description: 'each history entry starts from the previous status and is a valid transition or a return',
    sources: ['domains'],
    rows: 'orders.order_status_history',
    offenders: `
      SELECT order_id || '/' || version AS key, before, from_status, to_status
      FROM (SELECT *, lag(to_status) OVER (PARTITION BY order_id ORDER BY version) AS before
            FROM orders.order_status_history) entry
      WHERE from_status IS DISTINCT FROM before
         OR CASE WHEN from_status IS NULL THEN to_status <> 'pending'
                 ELSE (from_status, to_status) NOT IN (VALUES ${TRANSITIONS}, ('confirmed', 'confirmed'), ('cancelled', 'cancelled'))
            END`,
  },
  {
    id: 'orders.live_reservation_has_an_order',
    description: 'a live reservation belongs to an order in flight',
    sources: ['domains'],
    rows: `inventory.reservations WHERE status = 'reserved'`,
    offenders: `
      SELECT r.order_id || '/' || r.product_id AS key, r.quantity, o.status
      FROM inventory.reservations r LEFT JOIN orders.orders o ON o.id = r.order_id
      WHERE r.status = 'reserved' AND ${notInFlight('r.order_id')}`,
  },
  {
    id: 'orders.no_reservation_past_its_expiry',
    description: 'a live reservation has not expired, unless its order is in flight',
    sources: ['domains'],
    rows: `inventory.reservations WHERE status = 'reserved'`,
    offenders: `
      SELECT r.order_id || '/' || r.product_id AS key, r.quantity, r.expires_at
      FROM inventory.reservations r
      WHERE r.status = 'reserved' AND r.expires_at < now() AND ${notInFlight('r.order_id')}`,
  },
  {
    id: 'orders.confirmed_has_its_stock',
    description: 'a confirmed order has a confirmed reservation for each of its lines',
    sources: ['domains'],
    rows: `orders.order_items i JOIN orders.orders o ON o.id = i.order_id WHERE o.status = 'confirmed'`,
    offenders: `
      SELECT o.id || '/' || i.product_id AS key, i.quantity, r.status AS reservation, r.quantity AS reserved
      FROM orders.orders o
      JOIN orders.order_items i ON i.order_id = o.id
      LEFT JOIN inventory.reservations r ON r.order_id = o.id AND r.product_id = i.product_id
      WHERE o.status = 'confirmed' AND (r.status = 'confirmed' AND r.quantity = i.quantity) IS NOT TRUE
        AND ${notInFlight('o.id')}`,
  },
  {
    id: 'orders.confirmed_stock_has_an_order',
    description: 'a confirmed reservation belongs to a line of a confirmed order',
    sources: ['domains'],
    rows: `inventory.reservations WHERE status = 'confirmed'`,
    offenders: `
      SELECT r.order_id || '/' || r.product_id AS key, r.quantity, o.status
      FROM inventory.reservations r
      LEFT JOIN orders.orders o ON o.id = r.order_id
      LEFT JOIN orders.order_items i ON i.order_id = r.order_id AND i.product_id = r.product_id
      WHERE r.status = 'confirmed' AND (o.status = 'confirmed' AND i.id IS NOT NULL) IS NOT TRUE
        AND ${notInFlight('r.order_id')}`,
  },
];
