import type { Invariant } from '../invariant.js';

/** Stock against reservations and the movement ledger. These hold at any time, also for orders in flight. */
export const STOCK_INVARIANTS: readonly Invariant[] = [
  {
    id: 'stock.never_negative',
    description: 'available >= 0 and reserved >= 0',
    sources: ['domains'],
    rows: 'inventory.stock',
    offenders: `
      SELECT product_id AS key, available, reserved FROM inventory.stock WHERE available < 0 OR reserved < 0`,
  },
  {
    id: 'stock.adds_up',
    description: 'total = available + reserved',
    sources: ['domains'],
    rows: 'inventory.stock',
    offenders: `
      SELECT product_id AS key, total, available, reserved FROM inventory.stock WHERE total <> available + reserved`,
  },
  {
    id: 'stock.reserved_matches_reservations',
    description: 'reserved = sum of the live reservations',
    sources: ['domains'],
    rows: 'inventory.stock',
    offenders: `
      SELECT product_id AS key, coalesce(s.reserved, 0) AS reserved, coalesce(r.held, 0) AS held
      FROM inventory.stock s
      FULL JOIN (SELECT product_id, sum(quantity) AS held FROM inventory.reservations WHERE status = 'reserved'
                 GROUP BY product_id) r USING (product_id)
      WHERE coalesce(s.reserved, 0) <> coalesce(r.held, 0)`,
  },
  {
    id: 'stock.opening_explains_total',
    description: 'opening stock + adjustments + returns = total + confirmed - restocked',
    sources: ['domains'],
    rows: 'inventory.stock',
    offenders: `
      SELECT s.product_id AS key, s.total, coalesce(m.added, 0) AS added, coalesce(m.sold, 0) AS sold
      FROM inventory.stock s
      LEFT JOIN (SELECT product_id,
                        sum(available_delta) FILTER (WHERE kind IN ('opening', 'adjustment', 'return')) AS added,
                        coalesce(-sum(reserved_delta) FILTER (WHERE kind = 'confirm'), 0)
                          - coalesce(sum(available_delta) FILTER (WHERE kind = 'restock'), 0) AS sold
                 FROM inventory.stock_movements GROUP BY product_id) m USING (product_id)
      WHERE coalesce(m.added, 0) <> s.total + coalesce(m.sold, 0)`,
  },
  {
    id: 'stock.ledger_explains_stock',
    description: 'the movements of a product add up to its available and reserved stock',
    sources: ['domains'],
    rows: 'inventory.stock',
    offenders: `
      SELECT s.product_id AS key, s.available, s.reserved, m.available AS moved_available, m.reserved AS moved_reserved
      FROM inventory.stock s
      LEFT JOIN (SELECT product_id, sum(available_delta) AS available, sum(reserved_delta) AS reserved
                 FROM inventory.stock_movements GROUP BY product_id) m USING (product_id)
      WHERE coalesce(m.available, 0) <> s.available OR coalesce(m.reserved, 0) <> s.reserved`,
  },
  {
    id: 'stock.ledger_matches_reservations',
    description: 'the movements of an order match the status and quantity of its reservations',
    sources: ['domains'],
    rows: 'inventory.reservations',
    // A released reservation without movements is a tombstone. A cancellation restocks what was not returned before.
    offenders: `
      SELECT order_id || '/' || product_id AS key, r.status, r.quantity, m.kinds
      FROM inventory.reservations r
      FULL JOIN (SELECT order_id, product_id, array_agg(kind ORDER BY kind) AS kinds,
                        min(greatest(abs(available_delta), abs(reserved_delta))
                            + CASE kind WHEN 'restock' THEN coalesce(back.quantity, 0) ELSE 0 END) AS least,
                        max(greatest(abs(available_delta), abs(reserved_delta))
                            + CASE kind WHEN 'restock' THEN coalesce(back.quantity, 0) ELSE 0 END) AS most
                 FROM inventory.stock_movements
                 LEFT JOIN (SELECT order_id, product_id, sum(quantity) AS quantity FROM inventory.returned_stock
                            GROUP BY order_id, product_id) back USING (order_id, product_id)
                 WHERE order_id IS NOT NULL GROUP BY order_id, product_id) m
        USING (order_id, product_id)
      WHERE m.least <> r.quantity OR m.most <> r.quantity
         OR CASE r.status
              WHEN 'reserved' THEN m.kinds IS DISTINCT FROM '{reserve}'::text[]
              WHEN 'confirmed' THEN m.kinds IS DISTINCT FROM '{confirm,reserve}'::text[]
              WHEN 'released' THEN m.kinds NOT IN ('{release,reserve}', '{confirm,reserve,restock}')
              ELSE true
            END`,
  },
];
