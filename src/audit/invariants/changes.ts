import type { Invariant } from '../invariant.js';

/** The log of changes against what was changed. Rows that no entry names are older than the log. */
export const CHANGE_INVARIANTS: readonly Invariant[] = [
  {
    id: 'changes.match_the_adjustments',
    description: 'each logged adjustment is one movement of the stock, and the other way round',
    sources: ['domains'],
    rows: `access.changes WHERE action = 'stock.adjusted'`,
    offenders: `
      SELECT coalesce(m.change_id, c.id) AS key, m.product_id, m.available_delta, c.after ->> 'delta' AS logged_delta
      FROM (SELECT * FROM inventory.stock_movements WHERE change_id IS NOT NULL) m
      FULL JOIN (SELECT * FROM access.changes WHERE action = 'stock.adjusted') c ON c.id = m.change_id
      WHERE m.change_id IS NULL OR c.id IS NULL OR m.product_id <> c.subject_id
         OR m.available_delta::text IS DISTINCT FROM c.after ->> 'delta'`,
  },
  {
    id: 'changes.explain_the_products',
    description: 'a product is as its last logged change left it',
    sources: ['domains'],
    rows: 'catalog.products',
    offenders: `
      SELECT p.id AS key, p.name, p.price, p.status, last.after AS logged
      FROM catalog.products p
      JOIN (SELECT DISTINCT ON (subject_id) subject_id, after FROM access.changes
            WHERE action IN ('product.created', 'product.changed') ORDER BY subject_id, position DESC) last
        ON last.subject_id = p.id
      WHERE p.name IS DISTINCT FROM last.after ->> 'name' OR p.price::text IS DISTINCT FROM last.after ->> 'price'
         OR p.status IS DISTINCT FROM last.after ->> 'status'`,
  },
  {
    id: 'changes.explain_the_api_keys',
    description: 'a key whose creation is logged is revoked exactly when its revocation is logged',
    sources: ['domains'],
    rows: 'access.api_keys',
    offenders: `
      SELECT k.id AS key, k.name, k.revoked_at
      FROM access.api_keys k
      JOIN (SELECT subject_id, bool_or(action = 'api_key.revoked') AS revoked FROM access.changes
            WHERE subject_type = 'api_key' GROUP BY subject_id HAVING bool_or(action = 'api_key.created')) logged
        ON logged.subject_id = k.id
      WHERE logged.revoked <> (k.revoked_at IS NOT NULL)`,
  },
  {
    id: 'changes.name_orders',
    description: 'what was requested for an order names an order that exists',
    sources: ['domains'],
    rows: `access.changes WHERE subject_type = 'order'`,
    offenders: `
      SELECT c.id AS key, c.action, c.subject_id FROM access.changes c
      WHERE c.subject_type = 'order' AND NOT EXISTS (SELECT FROM orders.orders o WHERE o.id = c.subject_id)`,
  },
];
