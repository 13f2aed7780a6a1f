import type { Invariant } from '../invariant.js';

/**
 * The runs against the orders. A result is not in Temporal's list, and reading a million of them one by one is no audit:
 * `OrderStatus`, which a run sets as it ends, stands for it.
 */
export const RUN_INVARIANTS: readonly Invariant[] = [
  {
    id: 'runs.open_order_has_its_run',
    description: 'the run of an order that is not final is running',
    sources: ['domains', 'runs'],
    rows: `orders.orders WHERE status IN ('pending', 'paid')`,
    offenders: `
      SELECT o.id AS key, o.status, r.status AS run
      FROM orders.orders o LEFT JOIN runs r ON r.type = 'placeOrder' AND r.subject = o.id
      WHERE o.status IN ('pending', 'paid') AND r.status IS DISTINCT FROM 'RUNNING'`,
  },
  {
    id: 'runs.ended_run_has_a_final_order',
    description: 'a placement that has ended left a final order, or none',
    sources: ['domains', 'runs'],
    rows: `runs WHERE type = 'placeOrder' AND status <> 'RUNNING'`,
    offenders: `
      SELECT r.workflow_id AS key, r.status, o.status AS order_status
      FROM runs r JOIN orders.orders o ON o.id = r.subject
      WHERE r.type = 'placeOrder' AND r.status <> 'RUNNING' AND o.status IN ('pending', 'paid')`,
  },
  {
    id: 'runs.result_matches_order',
    description: 'an order is what its placement ended as, unless it was confirmed and cancelled later',
    sources: ['domains', 'runs'],
    rows: `runs WHERE type = 'placeOrder' AND status IN ('COMPLETED', 'CANCELED')`,
    // A rejected order was pending to its end and left no row, or the tombstone of one.
    offenders: `
      SELECT r.workflow_id AS key, r.status, r.order_status AS ended_as, o.status AS order_status
      FROM runs r LEFT JOIN orders.orders o ON o.id = r.subject
      WHERE r.type = 'placeOrder' AND r.status IN ('COMPLETED', 'CANCELED')
        AND CASE
              WHEN r.order_status IN ('cancelled', 'failed') THEN o.status IS DISTINCT FROM r.order_status
              WHEN r.order_status = 'confirmed' AND o.status = 'cancelled' THEN
                NOT EXISTS (SELECT FROM runs c WHERE c.type = 'cancelConfirmedOrder' AND c.subject = r.subject)
              WHEN r.order_status = 'confirmed' THEN o.status IS DISTINCT FROM 'confirmed'
              ELSE o.status IN ('paid', 'confirmed')
            END`,
  },
  {
    id: 'runs.cancellation_cancels',
    description: 'an order whose cancellation has ended is cancelled',
    sources: ['domains', 'runs'],
    rows: `runs WHERE type = 'cancelConfirmedOrder' AND status <> 'RUNNING'`,
    offenders: `
      SELECT r.workflow_id AS key, r.status, o.status AS order_status
      FROM runs r LEFT JOIN orders.orders o ON o.id = r.subject
      WHERE r.type = 'cancelConfirmedOrder' AND r.status <> 'RUNNING' AND o.status IS DISTINCT FROM 'cancelled'`,
  },
  {
    id: 'runs.none_failed',
    description: 'no run failed, timed out or was terminated',
    sources: ['runs'],
    rows: 'runs',
    offenders: `
      SELECT workflow_id AS key, type, status FROM runs WHERE status IN ('FAILED', 'TIMED_OUT', 'TERMINATED')`,
  },
  {
    id: 'runs.none_stuck',
    description: 'no run waits for an operator to mend what it cannot undo',
    sources: ['runs'],
    rows: `runs WHERE status = 'RUNNING'`,
    offenders: `SELECT workflow_id AS key, type, stuck FROM runs WHERE status = 'RUNNING' AND stuck IS NOT NULL`,
  },
  {
    id: 'runs.closed',
    description: 'no run is running any more',
    sources: ['runs'],
    onlyWhenSettled: true,
    rows: 'runs',
    offenders: `SELECT workflow_id AS key, type, started_at FROM runs WHERE status = 'RUNNING'`,
  },
];
