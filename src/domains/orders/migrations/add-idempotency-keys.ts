import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIdempotencyKeysTable } from '../../idempotency/idempotency-keys-table.js';

export class AddOrdersIdempotencyKeys1764547200001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(createIdempotencyKeysTable('orders'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE orders.idempotency_keys');
  }
}
