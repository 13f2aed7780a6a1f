import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The indexes that find the few payments that need attention among all. */
const INDEXES = {
  refunds_that_failed: `payments.refunds (updated_at DESC) WHERE status IN ('failed', 'canceled')`,
  open_disputes: `payments.disputes (evidence_due_at) WHERE status = 'open'`,
} as const;

export class IndexAttention1765065600003 implements MigrationInterface {
  /** A concurrent build runs outside a transaction, and the previous release keeps refunding meanwhile. */
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    for (const [name, columns] of Object.entries(INDEXES)) {
      // A build that was interrupted leaves an invalid index.
      await db.query(`DROP INDEX CONCURRENTLY IF EXISTS payments.${name}`);
      await db.query(`CREATE INDEX CONCURRENTLY ${name} ON ${columns}`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await db.query(`DROP INDEX CONCURRENTLY IF EXISTS payments.${name}`);
  }
}
