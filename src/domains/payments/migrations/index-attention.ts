import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the indexes that find the few refunds and disputes that need attention. Both are small: few refunds fail. */
export class IndexAttention1765065600003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE INDEX IF NOT EXISTS refunds_that_failed
        ON payments.refunds (updated_at DESC) WHERE status IN ('failed', 'canceled');
      CREATE INDEX IF NOT EXISTS open_disputes ON payments.disputes (evidence_due_at) WHERE status = 'open';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX payments.refunds_that_failed, payments.open_disputes');
  }
}
