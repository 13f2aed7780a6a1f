import type { TestDatabase } from './database.js';

/** Each invariant of the design as a query that returns the rows that break it. */
const VIOLATIONS: Record<string, string> = {
  '1. stock adds up and is never negative': `
    SELECT * FROM inventory.stock WHERE available < 0 OR reserved < 0 OR total <> available + reserved`,
  '1. reserved is the sum of the live reservations': `
    SELECT s.product_id, s.reserved, coalesce(sum(r.quantity), 0) AS live
    FROM inventory.stock s
    LEFT JOIN inventory.reservations r ON r.product_id = s.product_id AND r.status = 'reserved'
    GROUP BY s.product_id, s.reserved HAVING s.reserved <> coalesce(sum(r.quantity), 0)`,
  '2. opening + adjustments = total + confirmed - restocked': `
    SELECT s.product_id, s.total FROM inventory.stock s JOIN inventory.stock_movements m USING (product_id)
    GROUP BY s.product_id, s.total
    HAVING sum(m.available_delta) FILTER (WHERE m.kind IN ('opening', 'adjustment'))
      <> s.total - coalesce(sum(m.reserved_delta) FILTER (WHERE m.kind = 'confirm'), 0)
         - coalesce(sum(m.available_delta) FILTER (WHERE m.kind = 'restock'), 0)`,
  '2. the ledger explains what is available': `
    SELECT s.product_id FROM inventory.stock s JOIN inventory.stock_movements m USING (product_id)
    GROUP BY s.product_id, s.available, s.reserved
    HAVING sum(m.available_delta) <> s.available OR sum(m.reserved_delta) <> s.reserved`,
  '3. no order is charged twice': `
    SELECT order_id FROM gateway.charges WHERE status = 'succeeded' GROUP BY order_id HAVING count(*) > 1`,
  '3. what the gateway keeps is what live orders owe': `
    SELECT coalesce(c.order_id, o.id) AS order_id, c.kept, o.owed
    FROM (SELECT order_id, sum(amount - refunded_amount) AS kept FROM gateway.charges WHERE status = 'succeeded'
          GROUP BY order_id) c
    FULL JOIN (SELECT o.id::text, o.total_amount - coalesce(p.refunded_amount, 0) AS owed FROM orders.orders o
               LEFT JOIN payments.payments p ON p.order_id = o.id WHERE o.status = 'confirmed') o ON o.id = c.order_id
    WHERE coalesce(c.kept, 0) <> coalesce(o.owed, 0)`,
  '3. our ledger agrees with the gateway': `
    SELECT c.order_id, c.status, c.amount, p.status AS ours, p.amount AS our_amount
    FROM gateway.charges c FULL JOIN payments.payments p ON p.order_id::text = c.order_id
    WHERE (c.status = 'succeeded') IS DISTINCT FROM (p.status IN ('success', 'refunded'))
       AND (c.status = 'succeeded' OR p.status IN ('success', 'refunded'))
       OR c.status = 'succeeded' AND (c.amount <> p.amount OR c.refunded_amount <> p.refunded_amount
                                      OR c.id <> p.transaction_id)`,
  '4. every order has ended': `
    SELECT id, status FROM orders.orders WHERE status NOT IN ('confirmed', 'cancelled', 'failed')`,
  '4. nothing is held any more': `
    SELECT order_id, product_id FROM inventory.reservations WHERE status = 'reserved'`,
  '4. every payment has ended': `
    SELECT order_id, status FROM payments.payments WHERE status IN ('pending', 'processing')`,
  '5. a confirmed order has its stock': `
    SELECT o.id FROM orders.orders o JOIN orders.order_items i ON i.order_id = o.id
    LEFT JOIN inventory.reservations r ON r.order_id = o.id AND r.product_id = i.product_id
      AND r.quantity = i.quantity AND r.status = 'confirmed'
    WHERE o.status = 'confirmed' AND r.id IS NULL`,
  '5. a confirmed order is paid in full': `
    SELECT o.id FROM orders.orders o LEFT JOIN payments.payments p
      ON p.id = o.payment_id AND p.order_id = o.id AND p.status IN ('success', 'refunded') AND p.amount = o.total_amount
    WHERE o.status = 'confirmed' AND p.id IS NULL`,
  '5. confirmed stock belongs to a confirmed order': `
    SELECT r.order_id FROM inventory.reservations r LEFT JOIN orders.orders o ON o.id = r.order_id
    WHERE r.status = 'confirmed' AND o.status IS DISTINCT FROM 'confirmed'`,
  'the history tells each status': `
    SELECT o.id FROM orders.orders o
    LEFT JOIN LATERAL (SELECT to_status FROM orders.order_status_history h WHERE h.order_id = o.id
                       ORDER BY version DESC LIMIT 1) last ON true
    WHERE o.deleted_at IS NULL AND last.to_status IS DISTINCT FROM o.status`,
};

/** What breaks the invariants, by invariant; empty when all hold. Asked once every order has ended. */
export async function findViolations(database: TestDatabase): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [invariant, sql] of Object.entries(VIOLATIONS)) {
    const rows = await database.query(sql);
    if (rows.length > 0) found[invariant] = rows;
  }
  return found;
}
