import { ORDER_CANCELLED } from '../../domains/payments/refund-reasons.js';
import type { Invariant } from '../invariant.js';

/** SQL condition: a run handles the order. @param orderId - SQL expression for the order's id */
const hasOpenRun = (orderId: string) =>
  `EXISTS (SELECT FROM runs WHERE runs.status = 'RUNNING' AND runs.type NOT IN ('refundPayment', 'returnOrder') AND runs.subject = ${orderId})`;

/**
 * Workflow runs against the orders. The search attribute `OrderStatus`, which a run sets before it ends, takes the place of the
 * result: Temporal's list does not contain results, and reading each one does not scale.
 */
export const RUN_INVARIANTS: readonly Invariant[] = [
  {
    id: 'runs.open_order_has_its_run',
    description: 'an order without a final status has a running workflow',
    sources: ['domains', 'runs'],
    rows: `orders.orders WHERE status IN ('pending', 'paid')`,
    offenders: `
      SELECT o.id AS key, o.status, r.status AS run
      FROM orders.orders o LEFT JOIN runs r ON r.type = 'placeOrder' AND r.subject = o.id
      WHERE o.status IN ('pending', 'paid') AND r.status IS DISTINCT FROM 'RUNNING'`,
  },
  {
    id: 'runs.ended_run_has_a_final_order',
    description: 'the order of a closed placement has a final status or does not exist',
    sources: ['domains', 'runs'],
    rows: `runs WHERE type = 'placeOrder' AND status <> 'RUNNING'`,
    offenders: `
      SELECT r.workflow_id AS key, r.status, o.status AS order_status
      FROM runs r JOIN orders.orders o ON o.id = r.subject
      WHERE r.type = 'placeOrder' AND r.status <> 'RUNNING' AND o.status IN ('pending', 'paid')`,
  },
  {
    id: 'runs.result_matches_order',
    description: 'an order has the status in which its placement closed, unless it was confirmed and later cancelled',
    sources: ['domains', 'runs'],
    rows: `runs WHERE type = 'placeOrder' AND status IN ('COMPLETED', 'CANCELED')`,
    // Temporal may have lost the run that cancelled the order; its refund remains.
    // A rejected placement closes with the status `pending` and leaves no order, or only a tombstone.
    offenders: `
      SELECT r.workflow_id AS key, r.status, r.order_status AS ended_as, o.status AS order_status
      FROM runs r LEFT JOIN orders.orders o ON o.id = r.subject
      WHERE r.type = 'placeOrder' AND r.status IN ('COMPLETED', 'CANCELED')
        AND CASE
              WHEN r.order_status IN ('cancelled', 'failed') THEN o.status IS DISTINCT FROM r.order_status
              WHEN r.order_status = 'confirmed' AND o.status = 'cancelled' THEN
                NOT EXISTS (SELECT FROM runs c WHERE c.type = 'cancelConfirmedOrder' AND c.subject = r.subject)
                AND NOT EXISTS (SELECT FROM payments.refunds f JOIN payments.payments p ON p.id = f.payment_id
                                WHERE p.order_id = r.subject AND f.reason = '${ORDER_CANCELLED}')
              WHEN r.order_status = 'confirmed' THEN o.status IS DISTINCT FROM 'confirmed'
              ELSE o.status IN ('paid', 'confirmed')
            END`,
  },
  {
    id: 'runs.cancellation_cancels',
    description: 'the order of a closed cancellation is cancelled, or failed before it',
    sources: ['domains', 'runs'],
    rows: `runs WHERE type = 'cancelConfirmedOrder' AND status <> 'RUNNING'`,
    offenders: `
      SELECT r.workflow_id AS key, r.status, o.status AS order_status
      FROM runs r LEFT JOIN orders.orders o ON o.id = r.subject
      WHERE r.type = 'cancelConfirmedOrder' AND r.status <> 'RUNNING' AND (o.status IN ('cancelled', 'failed')) IS NOT TRUE`,
  },
  {
    id: 'runs.held_stock_has_its_run',
    description: 'stock of an order that is not confirmed has a running workflow',
    sources: ['domains', 'runs'],
    rows: `inventory.reservations WHERE status IN ('reserved', 'confirmed')`,
    // A run that was terminated, reset or lost returns nothing.
    offenders: `
      SELECT r.order_id || '/' || r.product_id AS key, r.status, r.quantity, o.status AS order_status
      FROM inventory.reservations r LEFT JOIN orders.orders o ON o.id = r.order_id
      WHERE (r.status = 'reserved' OR (r.status = 'confirmed' AND o.status IS DISTINCT FROM 'confirmed'))
        AND NOT ${hasOpenRun('r.order_id')}`,
  },
  {
    id: 'runs.held_money_has_its_run',
    description: 'a payment without an outcome, or of an order that is not confirmed, has a running workflow',
    sources: ['domains', 'runs'],
    rows: `payments.payments WHERE status IN ('pending', 'processing', 'authorized', 'success')`,
    offenders: `
      SELECT p.order_id AS key, p.status, p.amount, o.status AS order_status
      FROM payments.payments p LEFT JOIN orders.orders o ON o.id = p.order_id
      WHERE (p.status IN ('pending', 'processing', 'authorized') OR (p.status = 'success' AND o.status IS DISTINCT FROM 'confirmed'))
        AND NOT ${hasOpenRun('p.order_id')}`,
  },
  {
    id: 'runs.pending_refund_has_its_run',
    description: 'a refund without an outcome has a running workflow',
    sources: ['domains', 'runs'],
    rows: `payments.refunds WHERE status = 'pending'`,
    offenders: `
      SELECT f.id AS key, p.order_id, f.amount, f.reason
      FROM payments.refunds f JOIN payments.payments p ON p.id = f.payment_id
      WHERE f.status = 'pending' AND NOT ${hasOpenRun('p.order_id')}
        AND NOT EXISTS (SELECT FROM runs WHERE runs.status = 'RUNNING' AND runs.type IN ('refundPayment', 'returnOrder')
                          AND runs.subject = f.id)`,
  },
  {
    id: 'runs.open_dispute_has_its_run',
    description: 'an open dispute has a running workflow',
    sources: ['domains', 'runs'],
    rows: `payments.disputes WHERE status = 'open'`,
    offenders: `
      SELECT d.id AS key, p.order_id, d.amount, d.reason
      FROM payments.disputes d JOIN payments.payments p ON p.id = d.payment_id
      WHERE d.status = 'open' AND NOT ${hasOpenRun('p.order_id')}`,
  },
  {
    id: 'runs.none_failed',
    description: 'no run of an order or a refund failed or timed out',
    sources: ['domains', 'runs'],
    rows: 'runs',
    // An operator may terminate a run: what it leaves behind violates other invariants until it is repaired.
    offenders: `
      SELECT workflow_id AS key, type, status FROM runs
      WHERE status IN ('FAILED', 'TIMED_OUT')
        AND (subject IN (SELECT id FROM orders.orders) OR subject IN (SELECT id FROM payments.refunds))`,
  },
  {
    id: 'runs.none_stuck',
    description: 'no run has a compensation that keeps failing',
    sources: ['runs'],
    rows: `runs WHERE status = 'RUNNING'`,
    offenders: `SELECT workflow_id AS key, type, stuck FROM runs WHERE status = 'RUNNING' AND stuck IS NOT NULL`,
  },
  {
    id: 'runs.closed',
    description: 'no run is open, except those that wait for the decision of a dispute or a refund',
    sources: ['domains', 'runs'],
    onlyWhenSettled: true,
    rows: 'runs',
    offenders: `
      SELECT workflow_id AS key, type, started_at FROM runs
      WHERE status = 'RUNNING' AND NOT (type = 'followPayment' AND EXISTS (
        SELECT FROM payments.payments p WHERE p.order_id = runs.subject AND (
          EXISTS (SELECT FROM payments.disputes d WHERE d.payment_id = p.id AND d.status = 'open')
          OR EXISTS (SELECT FROM payments.refunds r WHERE r.payment_id = p.id AND r.status = 'pending'))))`,
  },
];
