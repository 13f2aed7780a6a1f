import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the function that gives the events of orders the pseudonym that the orders have. No process may write events itself. */
export class EraseUsers1765587600004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION events.pseudonymize(order_ids uuid[]) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        WITH erased AS (
          SELECT id, user_id, EXISTS (SELECT FROM orders.order_status_history h
                                      WHERE h.order_id = o.id AND h.reason = 'erased') AS words
          FROM orders.orders o WHERE id = ANY (order_ids)
        ), renamed AS (
          SELECT e.transaction_order, e.position, words,
                 replace(facts::text, facts #>> '{order,user_id}', user_id::text)::jsonb AS facts
          FROM events.events e JOIN erased ON e.subject_type = 'orders' AND e.subject_id = erased.id
          WHERE facts #>> '{order,user_id}' <> user_id::text
        ), without_words AS (
          SELECT transaction_order, position,
                 CASE WHEN words AND facts #>> '{order,status_reason}' IS NOT NULL
                      THEN jsonb_set(facts, '{order,status_reason}', '"erased"') ELSE facts END AS facts,
                 words AND facts #>> '{change,reason}' IS NOT NULL AND facts #>> '{change,actor}' = 'customer' AS told
          FROM renamed
        )
        UPDATE events.events e
        SET facts = jsonb_set(CASE WHEN told THEN jsonb_set(w.facts, '{change,reason}', '"erased"') ELSE w.facts END,
                              '{details,metadata}', '{}')
        FROM without_words w
        WHERE e.transaction_order = w.transaction_order AND e.position = w.position
      $$;
      REVOKE EXECUTE ON FUNCTION events.pseudonymize FROM PUBLIC;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION events.pseudonymize');
  }
}
