import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds authorized payments, charges that are not a payment's own, and the charge that an event names. */
export class AuthorizePayments1764460800003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payments.payments
        ADD COLUMN other_transaction_id text,
        DROP CONSTRAINT payments_status_check,
        ADD CONSTRAINT payments_status_check
          CHECK (status IN ('pending', 'processing', 'authorized', 'success', 'failed', 'refunded')) NOT VALID;

      ALTER TABLE payments.gateway_events
        ADD COLUMN transaction_id text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payments.gateway_events
        DROP COLUMN transaction_id;

      ALTER TABLE payments.payments
        DROP COLUMN other_transaction_id,
        DROP CONSTRAINT payments_status_check,
        ADD CONSTRAINT payments_status_check
          CHECK (status IN ('pending', 'processing', 'success', 'failed', 'refunded'));
    `);
  }
}
