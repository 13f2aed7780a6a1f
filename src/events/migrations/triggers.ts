/** Creates the function of a trigger. It writes as its owner: no process may write events itself. */
const triggerFunction = (name: string, body: string) => `
  CREATE FUNCTION events.${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    ${body}
    RETURN NULL;
  END $$;`;

/** Deferred, so that an event shows what the whole transaction leaves behind, as the API does once it is committed. */
const trigger = (table: string, event: string, name: string, when = 'true') => `
  CREATE CONSTRAINT TRIGGER ${name}_on_${event.slice(0, 6).toLowerCase()} AFTER ${event} ON ${table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION events.${name}();`;

const PRODUCT_COLUMNS = ['sku', 'name', 'price', 'currency', 'status'];
const productRow = (row: 'OLD' | 'NEW') => `(${PRODUCT_COLUMNS.map((column) => `${row}.${column}`).join(', ')})`;

/** The triggers on the tables of the domains. */
export const TRIGGERS = `
  ${triggerFunction(
    'write_status_change',
    `PERFORM events.append(
       CASE WHEN NEW.to_status = NEW.from_status THEN 'order.returned'
            WHEN NEW.from_status IS NULL THEN 'order.created'
            ELSE 'order.' || NEW.to_status END,
       'orders', NEW.order_id, NEW.at, jsonb_build_object('change', to_jsonb(NEW)));`,
  )}
  ${trigger('orders.order_status_history', 'INSERT', 'write_status_change')}

  ${triggerFunction(
    'write_extension',
    `PERFORM events.append('order.reservation_extended', 'orders', NEW.id, NEW.updated_at, jsonb_build_object('version', NEW.version));`,
  )}
  ${trigger('orders.orders', 'UPDATE OF reservation_expires_at', 'write_extension', 'NEW.reservation_expires_at <> OLD.reservation_expires_at')}

  -- Payments, refunds and disputes: an order that the API does not show has no events.
  CREATE FUNCTION events.append_to_order(event_type text, payment uuid, occurred_at timestamptz, details jsonb DEFAULT '{}')
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    subject uuid := (SELECT o.id FROM payments.payments p JOIN orders.orders o ON o.id = p.order_id
                     WHERE p.id = payment AND o.deleted_at IS NULL);
  BEGIN
    IF subject IS NOT NULL THEN PERFORM events.append(event_type, 'orders', subject, occurred_at, details); END IF;
  END $$;

  ${triggerFunction(
    'write_payment',
    `IF NEW.redirect_url IS NOT NULL AND NEW.redirect_url IS DISTINCT FROM OLD.redirect_url THEN
       PERFORM events.append_to_order('payment.requires_action', NEW.id, NEW.updated_at);
     END IF;
     -- A refund that fails makes a refunded payment successful again, which is no new payment.
     IF NEW.status = 'success' AND OLD.status NOT IN ('success', 'refunded') THEN
       PERFORM events.append_to_order('payment.succeeded', NEW.id, NEW.updated_at);
     ELSIF NEW.status = 'failed' AND OLD.status <> 'failed' THEN
       PERFORM events.append_to_order('payment.failed', NEW.id, NEW.updated_at);
     END IF;`,
  )}
  -- Names no column: an earlier migration could not be reverted.
  ${trigger('payments.payments', 'UPDATE', 'write_payment')}

  ${triggerFunction(
    'write_refund',
    `IF TG_OP = 'UPDATE' AND NEW.status = OLD.status THEN RETURN NULL; END IF;
     IF NEW.status <> 'pending' THEN
       PERFORM events.append_to_order(CASE NEW.status WHEN 'succeeded' THEN 'payment.refunded' ELSE 'refund.failed' END,
                                      NEW.payment_id, NEW.updated_at, jsonb_build_object('refund', to_jsonb(NEW)));
     END IF;`,
  )}
  ${trigger('payments.refunds', 'INSERT OR UPDATE OF status', 'write_refund')}

  ${triggerFunction(
    'write_dispute',
    `IF TG_OP = 'INSERT' THEN
       PERFORM events.append_to_order('dispute.opened', NEW.payment_id, NEW.updated_at,
                                      jsonb_build_object('dispute', to_jsonb(NEW) || '{"status": "open"}'));
     ELSIF NEW.status = OLD.status THEN
       RETURN NULL;
     END IF;
     IF NEW.status <> 'open' THEN
       PERFORM events.append_to_order('dispute.closed', NEW.payment_id, NEW.updated_at,
                                      jsonb_build_object('dispute', to_jsonb(NEW)));
     END IF;`,
  )}
  ${trigger('payments.disputes', 'INSERT OR UPDATE OF status', 'write_dispute')}

  ${triggerFunction(
    'write_stock',
    `DECLARE
       threshold integer := (SELECT low_stock_threshold FROM events.settings);
     BEGIN
       IF NEW.available > 0 AND (NEW.available > threshold OR OLD.available <= threshold) THEN RETURN NULL; END IF;
       PERFORM events.append(CASE NEW.available WHEN 0 THEN 'inventory.out' ELSE 'inventory.low' END,
                             'inventory', NEW.product_id, NEW.updated_at,
                             jsonb_build_object('stock', to_jsonb(NEW), 'threshold', threshold));
     END;`,
  )}
  ${trigger('inventory.stock', 'UPDATE OF available', 'write_stock', 'NEW.available < OLD.available')}

  ${triggerFunction('write_product', `PERFORM events.append('product.changed', 'products', NEW.id, NEW.updated_at);`)}
  ${trigger('catalog.products', 'INSERT', 'write_product')}
  ${trigger(
    'catalog.products',
    'UPDATE',
    'write_product',
    `${productRow('NEW')} IS DISTINCT FROM ${productRow('OLD')}`,
  )}

  -- The triggers exist and their tables are locked: a transaction that starts later writes its events.
  INSERT INTO events.settings (partition_day, complete_since, low_stock_since)
  VALUES ((now() AT TIME ZONE 'UTC')::date - 1, clock_timestamp(), clock_timestamp());
  SELECT events.open_partition();
`;
