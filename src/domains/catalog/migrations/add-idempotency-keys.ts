import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createIdempotencyKeysTable } from '../../idempotency/idempotency-keys-table.js';

export class AddCatalogIdempotencyKeys1764547200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(createIdempotencyKeysTable('catalog'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE catalog.idempotency_keys');
  }
}
