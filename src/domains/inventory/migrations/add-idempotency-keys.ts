import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIdempotencyKeysTable } from '../../idempotency/idempotency-keys-table.js';

export class AddInventoryIdempotencyKeys1764547200002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(createIdempotencyKeysTable('inventory'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE inventory.idempotency_keys');
  }
}
