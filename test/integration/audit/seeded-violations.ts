import type { ListedRun } from '../../../src/audit/temporal-runs.js';

/** A change to the database or to the list of runs that violates an invariant. */
export interface SeededViolation {
  readonly sql?: string;
  readonly runs?: (runs: ListedRun[]) => ListedRun[];
}

const CONFIRMED = `(SELECT id FROM orders.orders WHERE status = 'confirmed' ORDER BY created_at LIMIT 1)`;
const REFUNDED = `(SELECT payment_id FROM payments.refunds WHERE amount = 100)`;
const CANCELLED = `(SELECT o.id FROM orders.orders o JOIN payments.payments p ON p.order_id = o.id
                    WHERE o.status = 'cancelled' AND p.status = 'refunded')`;
const HELD = `reserved = reserved + 1, available = available - 1`;

const changeFirst = (type: string, changes: (run: ListedRun) => Partial<ListedRun>) => (runs: ListedRun[]) => {
  const at = runs.findIndex((run) => run.type === type && run.order_status !== 'pending');
  return runs.map((run, index) => (index === at ? { ...run, ...changes(run) } : run));
};

/** A dispute that the gateway does not know. */
const recordDispute = (status: 'open' | 'lost') =>
  `INSERT INTO payments.disputes (id, payment_id, gateway_dispute_id, amount, currency, reason, status)
   SELECT gen_random_uuid(), id, 'DSP-1', amount, currency, 'fraudulent', '${status}'
   FROM payments.payments WHERE order_id = ${CONFIRMED}`;

/** A return of a confirmed order, without its stock and its refund. */
const recordReturn = (status: 'pending' | 'completed', quantity: number) =>
  `INSERT INTO orders.returns (id, order_id, status, restock, reason, amount, refunded_amount)
   VALUES ('00000000-0000-4000-8000-000000000001', ${CONFIRMED}, '${status}', true, 'x', 1,
           ${status === 'completed' ? 1 : 'NULL'});
   INSERT INTO orders.return_items (return_id, product_id, quantity)
   SELECT '00000000-0000-4000-8000-000000000001', product_id, ${quantity} FROM orders.order_items WHERE order_id = ${CONFIRMED}`;

/** An entry in the log of changes, without the change. */
const logChange = (action: string, type: string, subject: string) =>
  `INSERT INTO access.changes (id, actor_kind, actor_id, action, subject_type, subject_id, after)
   VALUES (gen_random_uuid(), 'operator', gen_random_uuid(), '${action}', '${type}', ${subject}, '{"delta": 1, "name": "x"}')`;

/** Violations, by invariant id. */
export const SEEDED_VIOLATIONS: Readonly<Record<string, SeededViolation>> = {
  'stock.never_negative': { sql: 'UPDATE inventory.stock SET available = -1, total = reserved - 1' },
  'stock.adds_up': { sql: 'UPDATE inventory.stock SET total = total + 1' },
  'stock.reserved_matches_reservations': { sql: `UPDATE inventory.stock SET ${HELD}` },
  'stock.opening_explains_total': {
    sql: `UPDATE inventory.stock_movements SET available_delta = available_delta + 1 WHERE kind = 'opening'`,
  },
  'stock.ledger_explains_stock': { sql: `UPDATE inventory.stock SET ${HELD}` },
  'stock.ledger_matches_reservations': {
    sql: `DELETE FROM inventory.stock_movements WHERE kind = 'confirm' AND order_id = ${CONFIRMED}`,
  },

  'orders.ended': { sql: `UPDATE orders.orders SET status = 'paid' WHERE id = ${CONFIRMED}` },
  'orders.total_matches_items': { sql: `DELETE FROM orders.order_items WHERE order_id = ${CONFIRMED}` },
  'orders.history_matches_status': {
    sql: `UPDATE orders.orders SET status = 'failed' WHERE id = ${CONFIRMED}`,
  },
  'orders.history_transitions_are_valid': {
    sql: `DELETE FROM orders.order_status_history WHERE to_status = 'paid' AND order_id = ${CONFIRMED}`,
  },
  'orders.live_reservation_has_an_order': {
    sql: `UPDATE inventory.reservations SET status = 'reserved', expires_at = now() + interval '1 hour'
          WHERE order_id = ${CANCELLED}`,
  },
  'orders.no_reservation_past_its_expiry': {
    sql: `UPDATE inventory.reservations SET status = 'reserved', expires_at = now() - interval '1 second'
          WHERE order_id = ${CANCELLED}`,
  },
  'orders.confirmed_has_its_stock': { sql: `DELETE FROM inventory.reservations WHERE order_id = ${CONFIRMED}` },
  'orders.confirmed_stock_has_an_order': {
    sql: `UPDATE inventory.reservations SET status = 'confirmed' WHERE order_id = ${CANCELLED}`,
  },

  'payments.decided': { sql: `UPDATE payments.payments SET status = 'processing' WHERE order_id = ${CONFIRMED}` },
  'payments.refunds_decided': {
    sql: `UPDATE payments.refunds SET status = 'pending', gateway_refund_id = NULL WHERE amount = 100`,
  },
  'payments.confirmed_order_is_paid': {
    sql: `UPDATE payments.payments SET status = 'failed', failure_reason = 'x' WHERE order_id = ${CONFIRMED}`,
  },
  'payments.success_has_a_confirmed_order': {
    sql: `UPDATE payments.payments SET status = 'success' WHERE order_id = ${CANCELLED}`,
  },
  'payments.cancellation_refund_has_a_cancelled_order': {
    sql: `UPDATE orders.orders SET status = 'confirmed' WHERE id = ${CANCELLED}`,
  },
  'payments.match_their_order': {
    sql: `UPDATE payments.payments SET user_id = gen_random_uuid() WHERE order_id = ${CONFIRMED}`,
  },
  'payments.lost_dispute_is_returned': { sql: recordDispute('lost') },
  'payments.refunds_add_up': { sql: `UPDATE payments.payments SET refunded_amount = 99 WHERE id = ${REFUNDED}` },

  'returns.within_the_order': { sql: recordReturn('completed', 100) },
  'returns.decided': { sql: recordReturn('pending', 1) },
  'returns.match_the_stock': { sql: recordReturn('completed', 1) },
  'returns.received_once': {
    sql: `INSERT INTO inventory.returned_stock (return_id, order_id, product_id, quantity, restocked)
          SELECT gen_random_uuid(), order_id, product_id, 1, false FROM orders.order_items WHERE order_id = ${CONFIRMED}`,
  },
  'returns.match_the_refund': { sql: recordReturn('completed', 1) },

  'ledger.charged_once': {
    sql: `INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, status)
          SELECT 'TXN-2', 'another', order_id, amount, currency, method, status FROM gateway.charges
          WHERE order_id::uuid = ${CONFIRMED}`,
  },
  'ledger.captured_matches_owed': {
    sql: `UPDATE gateway.charges SET refunded_amount = 0 WHERE order_id::uuid = ${CANCELLED}`,
  },
  'ledger.each_charge_is_ours': {
    sql: `UPDATE gateway.charges SET method = 'wechat' WHERE order_id::uuid = ${CONFIRMED}`,
  },
  'ledger.each_payment_is_at_the_gateway': {
    sql: `UPDATE gateway.charges SET status = 'canceled' WHERE order_id::uuid = ${CONFIRMED}`,
  },
  'ledger.no_charge_undecided': {
    sql: `UPDATE gateway.charges SET status = 'processing' WHERE order_id::uuid = ${CONFIRMED}`,
  },
  'ledger.refunded_matches_gateway': {
    sql: `UPDATE gateway.charges SET refunded_amount = 1 WHERE order_id::uuid = ${CONFIRMED}`,
  },
  'ledger.refunds_of_a_charge_add_up': { sql: 'UPDATE gateway.refunds SET amount = amount + 1' },
  'ledger.each_gateway_refund_is_ours': {
    sql: `UPDATE gateway.refunds SET idempotency_key = gen_random_uuid() WHERE amount = 100`,
  },
  'ledger.each_refund_is_at_the_gateway': { sql: 'DELETE FROM gateway.refunds WHERE amount = 100' },
  'ledger.each_dispute_is_recorded': { sql: recordDispute('open') },

  'events.delivered_are_dispatched': { sql: 'UPDATE payments.gateway_events SET handed_at = NULL' },
  'events.stored_were_sent': {
    sql: `UPDATE payments.gateway_events SET id = 'EVT-forged' WHERE type = 'charge.failed'`,
  },
  'events.delivered': {
    // Not due, so that the gateway does not deliver it before the audit reads it.
    sql: `UPDATE gateway.events SET delivered_at = NULL, next_attempt_at = now() + interval '1 hour' WHERE type = 'charge.failed'`,
  },

  'runs.open_order_has_its_run': { sql: `UPDATE orders.orders SET status = 'paid' WHERE id = ${CONFIRMED}` },
  'runs.ended_run_has_a_final_order': { sql: `UPDATE orders.orders SET status = 'paid' WHERE id = ${CONFIRMED}` },
  'runs.result_matches_order': { sql: `UPDATE orders.orders SET status = 'failed' WHERE id = ${CONFIRMED}` },
  'runs.cancellation_cancels': { sql: `UPDATE orders.orders SET status = 'confirmed' WHERE id = ${CANCELLED}` },
  'runs.held_stock_has_its_run': {
    sql: `UPDATE inventory.reservations SET status = 'confirmed' WHERE order_id = ${CANCELLED}`,
  },
  'runs.held_money_has_its_run': {
    sql: `UPDATE payments.payments SET status = 'success' WHERE order_id = ${CANCELLED}`,
  },
  'runs.pending_refund_has_its_run': {
    sql: `UPDATE payments.refunds SET status = 'pending', gateway_refund_id = NULL WHERE amount = 100`,
  },
  'runs.open_dispute_has_its_run': { sql: recordDispute('open') },
  'runs.none_failed': { runs: changeFirst('placeOrder', () => ({ status: 'FAILED' })) },
  'runs.none_stuck': {
    runs: changeFirst('cancelConfirmedOrder', () => ({ status: 'RUNNING', stuck: 'Stuck: refund' })),
  },
  'runs.closed': { runs: changeFirst('placeOrder', () => ({ status: 'RUNNING' })) },

  'changes.match_the_adjustments': {
    sql: logChange('stock.adjusted', 'product', `(SELECT id FROM catalog.products LIMIT 1)`),
  },
  'changes.explain_the_products': {
    sql: logChange('product.changed', 'product', `(SELECT id FROM catalog.products LIMIT 1)`),
  },
  'changes.explain_the_api_keys': {
    sql: `INSERT INTO access.api_keys (id, name, scopes, secret_hash, created_by, revoked_at)
          VALUES ('00000000-0000-4000-8000-000000000002', 'x', '{refunds}', repeat('0', 64), gen_random_uuid(), now());
          ${logChange('api_key.created', 'api_key', `'00000000-0000-4000-8000-000000000002'`)}`,
  },
  'changes.name_orders': { sql: logChange('order.refund_requested', 'order', 'gen_random_uuid()') },

  'outbox.each_status_change_has_its_event': { sql: `DELETE FROM events.events WHERE type = 'order.confirmed'` },
  'outbox.each_version_has_its_event': {
    sql: `UPDATE orders.orders SET version = version + 1 WHERE id = ${CONFIRMED}`,
  },
  'outbox.each_payment_has_its_event': { sql: `DELETE FROM events.events WHERE type = 'payment.succeeded'` },
  'outbox.each_refund_has_its_event': { sql: `DELETE FROM events.events WHERE type = 'payment.refunded'` },
  'outbox.each_dispute_has_its_events': { sql: recordDispute('open') },
  'outbox.each_product_has_its_event': { sql: 'UPDATE catalog.products SET price = price + 1' },
  'outbox.each_shortage_has_its_event': {
    sql: `INSERT INTO inventory.stock_movements (product_id, kind, available_delta, reserved_delta)
          SELECT product_id, 'adjustment', -available, 0 FROM inventory.stock`,
  },
  'outbox.sequences_have_no_gap': { sql: 'DELETE FROM events.events WHERE sequence = 2' },

  'webhooks.none_stuck': {
    sql: `INSERT INTO webhooks.endpoints (id, url, description, types, status, secret, updated_at)
          VALUES ('00000000-0000-4000-8000-000000000003', 'x', '', '{}', 'enabled', '', now() - interval '1 hour');
          INSERT INTO webhooks.progress (endpoint_id, feed_cursor) VALUES ('00000000-0000-4000-8000-000000000003', '0-0');
          INSERT INTO webhooks.queue (endpoint_id, event_id, kind, type, subject, sequence, next_attempt_at)
          VALUES ('00000000-0000-4000-8000-000000000003', gen_random_uuid(), 'event', 'x', 'x', 1, now() - interval '1 hour')`,
  },
};
