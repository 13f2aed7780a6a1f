import type { Invariant } from '../invariant.js';

/** SQL: since when each change has its event. What is older was changed before the outbox existed, or its events were dropped. */
const SINCE = '(SELECT complete_since FROM events.settings)';

/** The changes of orders, payments, products and stock against the events that announce them. These hold at any time. */
export const OUTBOX_INVARIANTS: readonly Invariant[] = [
  {
    id: 'outbox.each_status_change_has_its_event',
    description: 'each status change of an order has one event of its type, and the other way round',
    sources: ['domains'],
    rows: 'orders.order_status_history',
    offenders: `
      SELECT coalesce(h.order_id, e.subject_id) || '/' || coalesce(h.version, e.version) AS key, h.to_status, e.types
      FROM (SELECT *, CASE WHEN to_status = from_status THEN 'order.returned' WHEN from_status IS NULL THEN 'order.created'
                           ELSE 'order.' || to_status END AS type
            FROM orders.order_status_history) h
      FULL JOIN (SELECT subject_id, (facts -> 'change' ->> 'version')::int AS version, array_agg(type) AS types
                 FROM events.events WHERE facts ? 'change' GROUP BY 1, 2) e
        ON e.subject_id = h.order_id AND e.version = h.version
      WHERE h.order_id IS NULL OR (e.subject_id IS NULL AND h.at >= ${SINCE}) OR e.types <> ARRAY[h.type]`,
  },
  {
    id: 'outbox.each_version_has_its_event',
    description: 'each version of an order has its event',
    sources: ['domains'],
    rows: `orders.orders WHERE deleted_at IS NULL AND created_at >= ${SINCE}`,
    offenders: `
      SELECT o.id AS key, o.version, e.versions
      FROM orders.orders o
      LEFT JOIN (SELECT subject_id, count(DISTINCT coalesce(facts -> 'change' ->> 'version', facts ->> 'version')) AS versions
                 FROM events.events WHERE type LIKE 'order.%' GROUP BY 1) e ON e.subject_id = o.id
      WHERE o.deleted_at IS NULL AND o.created_at >= ${SINCE} AND o.version IS DISTINCT FROM e.versions`,
  },
  {
    id: 'outbox.each_payment_has_its_event',
    description: 'a decided payment of an order has one event that says so, and the other way round',
    sources: ['domains'],
    rows: `payments.payments WHERE created_at >= ${SINCE}`,
    // A payment at version 1 was never updated: it was not decided here.
    offenders: `
      SELECT coalesce(p.id, e.payment_id) AS key, p.status, e.types
      FROM (SELECT p.*, p.status IN ('success', 'failed', 'refunded') AS decided
            FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
            WHERE o.deleted_at IS NULL AND p.version > 1) p
      FULL JOIN (SELECT (facts -> 'payment' ->> 'id')::uuid AS payment_id, array_agg(type) AS types
                 FROM events.events WHERE type IN ('payment.succeeded', 'payment.failed') GROUP BY 1) e ON e.payment_id = p.id
      WHERE p.id IS NULL OR (e.payment_id IS NULL AND p.decided AND p.created_at >= ${SINCE}) OR cardinality(e.types) <> p.decided::int
         OR (p.status = 'failed' AND e.types <> ARRAY['payment.failed'])`,
  },
  {
    id: 'outbox.each_refund_has_its_event',
    description: 'the last event of a refund is its outcome, and each event has its refund',
    sources: ['domains'],
    rows: `payments.refunds WHERE created_at >= ${SINCE}`,
    // A refund that the gateway did not accept is tried again under another id.
    offenders: `
      SELECT coalesce(r.id, e.refund_id) AS key, r.status, e.type
      FROM (SELECT r.*, CASE r.status WHEN 'pending' THEN NULL WHEN 'succeeded' THEN 'payment.refunded' ELSE 'refund.failed' END AS type
            FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id JOIN orders.orders o ON o.id = p.order_id
            WHERE o.deleted_at IS NULL) r
      FULL JOIN (SELECT DISTINCT ON (facts -> 'refund' ->> 'id') (facts -> 'refund' ->> 'id')::uuid AS refund_id, type,
                        facts -> 'refund' ->> 'gateway_refund_id' AS accepted
                 FROM events.events WHERE facts ? 'refund' ORDER BY facts -> 'refund' ->> 'id', sequence DESC) e ON e.refund_id = r.id
      WHERE (r.id IS NULL AND NOT (e.type = 'refund.failed' AND e.accepted IS NULL))
         OR (r.id IS NOT NULL AND r.type IS DISTINCT FROM e.type AND (r.created_at >= ${SINCE} OR e.type IS NOT NULL))`,
  },
  {
    id: 'outbox.each_dispute_has_its_events',
    description: 'a dispute has one event that opens it, its last event is its status, and each event has its dispute',
    sources: ['domains'],
    rows: `payments.disputes WHERE created_at >= ${SINCE}`,
    offenders: `
      SELECT coalesce(d.id, e.dispute_id) AS key, d.status, e.status AS announced, e.opened
      FROM (SELECT d.* FROM payments.disputes d JOIN payments.payments p ON p.id = d.payment_id
            JOIN orders.orders o ON o.id = p.order_id WHERE o.deleted_at IS NULL) d
      FULL JOIN (SELECT (facts -> 'dispute' ->> 'id')::uuid AS dispute_id, count(*) FILTER (WHERE type = 'dispute.opened') AS opened,
                        (array_agg(facts -> 'dispute' ->> 'status' ORDER BY sequence DESC))[1] AS status
                 FROM events.events WHERE facts ? 'dispute' GROUP BY 1) e ON e.dispute_id = d.id
      WHERE d.id IS NULL OR (d.created_at >= ${SINCE} AND e.opened IS DISTINCT FROM 1)
         OR (d.created_at >= ${SINCE} OR e.status IS NOT NULL) AND d.status IS DISTINCT FROM e.status`,
  },
  {
    id: 'outbox.each_product_has_its_event',
    description: 'a product is as its last event shows it, and each event has its product',
    sources: ['domains'],
    rows: 'catalog.products',
    offenders: `
      SELECT coalesce(p.id, e.subject_id) AS key, p.name, p.price, p.status, e.product
      FROM catalog.products p
      FULL JOIN (SELECT DISTINCT ON (subject_id) subject_id, facts -> 'product' AS product FROM events.events
                 WHERE type = 'product.changed' ORDER BY subject_id, sequence DESC) e ON e.subject_id = p.id
      WHERE p.id IS NULL OR (e.subject_id IS NULL AND p.created_at >= ${SINCE})
         OR (p.sku, p.name, p.price::text, p.currency, p.status)
            <> (e.product ->> 'sku', e.product ->> 'name', e.product ->> 'price', e.product ->> 'currency', e.product ->> 'status')`,
  },
  {
    id: 'outbox.each_shortage_has_its_event',
    description: 'each time the stock of a product runs low or out has one event, and the other way round',
    sources: ['domains'],
    rows: `inventory.stock_movements WHERE available_delta < 0`,
    offenders: `
      SELECT coalesce(m.product_id, e.subject_id) || '/' || coalesce(m.created_at, e.at) AS key, m.available, e.type
      -- One statement may reserve a product for several orders, and changes its stock once.
      FROM (SELECT product_id, created_at, sum(available_delta) AS available_delta,
                   sum(sum(available_delta)) OVER (PARTITION BY product_id ORDER BY max(id)) AS available
            FROM inventory.stock_movements GROUP BY product_id, created_at, xmin::text) m
      FULL JOIN (SELECT subject_id, at, type, (facts -> 'stock' ->> 'available')::int AS available FROM events.events
                 WHERE type IN ('inventory.low', 'inventory.out')) e
        ON e.subject_id = m.product_id AND e.at = m.created_at AND e.available = m.available AND m.available_delta < 0
      WHERE m.product_id IS NULL OR (m.available = 0) <> (e.type = 'inventory.out')
         OR (e.type IS NULL AND m.available_delta < 0 AND m.created_at >= ${SINCE} AND (
              m.available = 0 OR EXISTS (
                SELECT FROM events.settings s
                WHERE m.created_at >= s.low_stock_since AND m.available <= s.low_stock_threshold
                  AND m.available - m.available_delta > s.low_stock_threshold)))`,
  },
  {
    id: 'outbox.sequences_have_no_gap',
    description: 'the events of a subject are numbered without a gap, in the order in which they are read',
    sources: ['domains'],
    rows: 'events.events',
    offenders: `
      SELECT subject_type || '/' || subject_id || '/' || sequence AS key, previous, last
      FROM (SELECT e.subject_type, e.subject_id, e.sequence, s.sequence AS last,
                   lag(e.sequence) OVER feed AS previous, lead(e.sequence) OVER feed AS next
            FROM events.events e LEFT JOIN events.subjects s ON s.type = e.subject_type AND s.id = e.subject_id
            WINDOW feed AS (PARTITION BY e.subject_type, e.subject_id ORDER BY e.transaction_order, e.position)) entry
      WHERE sequence <> previous + 1 OR (next IS NULL AND sequence IS DISTINCT FROM last)`,
  },
];
