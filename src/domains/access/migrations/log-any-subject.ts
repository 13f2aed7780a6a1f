import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accepts subjects of any type in the log of changes: the code is the one list of them. */
export class LogAnySubject1765324800001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The new constraint accepts every row that the old one accepts, so existing rows need no check.
      ALTER TABLE access.changes
        DROP CONSTRAINT changes_subject_type_check,
        ADD CONSTRAINT changes_subject_type_check CHECK (length(subject_type) BETWEEN 1 AND 100) NOT VALID
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE access.changes
        DROP CONSTRAINT changes_subject_type_check,
        ADD CONSTRAINT changes_subject_type_check CHECK (subject_type IN ('product', 'order', 'api_key'))
    `);
  }
}
