import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePayments1763856000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE payments.payments (
        id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        order_id          uuid NOT NULL CONSTRAINT one_payment_per_order UNIQUE,
        user_id           uuid NOT NULL,
        amount            bigint NOT NULL CHECK (amount > 0),
        refunded_amount   bigint NOT NULL DEFAULT 0,
        currency          text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        method            text NOT NULL CHECK (method IN ('credit_card', 'debit_card', 'paypal', 'alipay', 'wechat')),
        status            text NOT NULL CHECK (status IN ('pending', 'processing', 'success', 'failed', 'refunded')),
        transaction_id    text CONSTRAINT one_payment_per_transaction UNIQUE,
        gateway_response  text,
        failure_reason    text,
        created_at        timestamptz(3) NOT NULL DEFAULT now(),
        updated_at        timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at        timestamptz(3),
        CONSTRAINT refunds_within_the_payment CHECK (refunded_amount BETWEEN 0 AND amount),
        CONSTRAINT refunded_means_all CHECK ((status = 'refunded') = (refunded_amount = amount)),
        CONSTRAINT captured_has_a_transaction
          CHECK (status NOT IN ('success', 'refunded') OR transaction_id IS NOT NULL),
        CONSTRAINT failed_has_a_reason CHECK ((status = 'failed') = (failure_reason IS NOT NULL))
      );
      CREATE INDEX payments_by_user ON payments.payments (user_id);
      CREATE INDEX payments_by_status ON payments.payments (status);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE payments.payments');
  }
}
