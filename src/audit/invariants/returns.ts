import { notInFlight, type Invariant } from '../invariant.js';

/** Returned lines against the orders, the stock and the refunds. */
export const RETURN_INVARIANTS: readonly Invariant[] = [
  {
    id: 'returns.within_the_order',
    description: 'no more is returned of a line than was bought',
    sources: ['domains'],
    rows: 'orders.return_items',
    offenders: `
      SELECT r.order_id || '/' || i.product_id AS key, sum(i.quantity) AS returned, item.quantity AS bought
      FROM orders.return_items i
      JOIN orders.returns r ON r.id = i.return_id AND r.status <> 'rejected'
      LEFT JOIN orders.order_items item ON item.order_id = r.order_id AND item.product_id = i.product_id
      GROUP BY r.order_id, i.product_id, item.quantity
      HAVING sum(i.quantity) > coalesce(item.quantity, 0)`,
  },
  {
    id: 'returns.decided',
    description: 'a pending return has a running workflow',
    sources: ['domains', 'runs'],
    rows: 'orders.returns',
    offenders: `
      SELECT r.id AS key, r.order_id, r.amount FROM orders.returns r
      WHERE r.status = 'pending'
        AND NOT EXISTS (SELECT FROM runs WHERE runs.type = 'returnOrder' AND runs.status = 'RUNNING' AND runs.subject = r.id)`,
  },
  {
    id: 'returns.match_the_stock',
    description:
      'a completed return has received its units, restocked as requested; the units of a cancelled order are restocked',
    sources: ['domains'],
    rows: `orders.returns WHERE status = 'completed'`,
    offenders: `
      SELECT r.id || '/' || i.product_id AS key, i.quantity, r.restock, s.quantity AS received, s.restocked
      FROM orders.returns r
      JOIN orders.return_items i ON i.return_id = r.id
      JOIN orders.orders o ON o.id = r.order_id
      LEFT JOIN inventory.returned_stock s ON s.return_id = r.id AND s.product_id = i.product_id
      WHERE r.status = 'completed' AND (s.quantity = i.quantity AND s.restocked = r.restock) IS NOT TRUE
        AND NOT (s.return_id IS NULL AND o.status = 'cancelled') AND ${notInFlight('r.order_id')}`,
  },
  {
    id: 'returns.received_once',
    description:
      'each returned unit that is in the inventory belongs to a return and has one movement when it is restocked',
    sources: ['domains'],
    rows: 'inventory.returned_stock',
    offenders: `
      SELECT coalesce(s.return_id, m.return_id) || '/' || product_id AS key, s.quantity, s.restocked, m.moved, r.status
      FROM inventory.returned_stock s
      FULL JOIN (SELECT return_id, product_id, sum(available_delta) AS moved, count(*) AS movements
                 FROM inventory.stock_movements WHERE kind = 'return' GROUP BY return_id, product_id) m
        USING (return_id, product_id)
      LEFT JOIN orders.returns r ON r.id = coalesce(s.return_id, m.return_id)
      WHERE (CASE WHEN s.restocked THEN m.moved = s.quantity AND m.movements = 1 ELSE m.moved IS NULL END) IS NOT TRUE
         OR r.status IS NULL OR r.status = 'rejected'`,
  },
  {
    id: 'returns.match_the_refund',
    description: 'a completed return has the refund of its id and amount, or refunded nothing',
    sources: ['domains'],
    rows: `orders.returns WHERE status = 'completed'`,
    offenders: `
      SELECT r.id AS key, r.refunded_amount, f.amount, f.status
      FROM orders.returns r LEFT JOIN payments.refunds f ON f.id = r.id
      WHERE r.status = 'completed' AND coalesce(f.amount, 0) <> r.refunded_amount`,
  },
];
