import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the function that removes what endpoints answered to the events of orders, which may repeat the event. */
export class EraseResponses1765591200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX attempts_by_subject ON webhooks.attempts USING hash (subject);
      CREATE FUNCTION webhooks.erase_responses(order_ids uuid[]) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        UPDATE webhooks.attempts SET response = ''
        WHERE subject = ANY (SELECT 'orders/' || id FROM unnest(order_ids) AS id) AND response <> ''
      $$;
      REVOKE EXECUTE ON FUNCTION webhooks.erase_responses FROM PUBLIC;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION webhooks.erase_responses; DROP INDEX webhooks.attempts_by_subject');
  }
}
