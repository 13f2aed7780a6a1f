import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds a version that increases with each change of the payment or its refunds, so that a reader polls a single number. */
export class CountPaymentChanges1764028800003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE payments.payments
        ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0);

      CREATE FUNCTION payments.count_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.version := OLD.version + 1;
        RETURN NEW;
      END $$;
      CREATE TRIGGER payments_count_changes
        BEFORE UPDATE ON payments.payments
        FOR EACH ROW EXECUTE FUNCTION payments.count_change();

      CREATE FUNCTION payments.touch_payment() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        UPDATE payments.payments SET updated_at = now() WHERE id = NEW.payment_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER refunds_touch_their_payment
        AFTER INSERT OR UPDATE ON payments.refunds
        FOR EACH ROW EXECUTE FUNCTION payments.touch_payment();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER refunds_touch_their_payment ON payments.refunds;
      DROP FUNCTION payments.touch_payment;
      DROP TRIGGER payments_count_changes ON payments.payments;
      DROP FUNCTION payments.count_change;
      ALTER TABLE payments.payments DROP COLUMN version;
    `);
  }
}
