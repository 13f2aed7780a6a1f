/**
 * What an event keeps of its subject: the rows from which the API builds its representation. The reader represents them with the
 * same code, so a new column needs no other trigger.
 */
export const FACTS = `
  CREATE FUNCTION events.order_facts(subject uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
      'order', to_jsonb(o) - 'request_fingerprint',
      'items', (SELECT jsonb_agg(to_jsonb(i) - 'order_id' - 'position' - 'created_at' ORDER BY position)
                FROM orders.order_items i WHERE i.order_id = o.id),
      'details', (SELECT jsonb_build_object('external_reference', external_reference, 'metadata', metadata)
                  FROM orders.order_details d WHERE d.order_id = o.id),
      'payment', (SELECT to_jsonb(p) - 'gateway_response' FROM payments.payments p WHERE p.order_id = o.id),
      'refunds', (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.created_at, r.id)
                  FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id WHERE p.order_id = o.id),
      'disputes', (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.created_at, d.id)
                   FROM payments.disputes d JOIN payments.payments p ON p.id = d.payment_id WHERE p.order_id = o.id))
    FROM orders.orders o WHERE o.id = subject
  $$;

  CREATE FUNCTION events.stock_facts(subject uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('stock', to_jsonb(s)) FROM inventory.stock s WHERE s.product_id = subject
  $$;

  CREATE FUNCTION events.product_facts(subject uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('product', to_jsonb(p)) || coalesce(events.stock_facts(subject), '{"stock": null}')
    FROM catalog.products p WHERE p.id = subject
  $$;

  CREATE FUNCTION events.facts_of(kind text, subject uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE kind
      WHEN 'orders' THEN events.order_facts(subject)
      WHEN 'inventory' THEN events.stock_facts(subject)
      WHEN 'products' THEN events.product_facts(subject)
    END
  $$;
`;
