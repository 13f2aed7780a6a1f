import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddChangeIds1764979200002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The entry in access.changes that belongs to an adjustment. No foreign key: schemas do not depend on each other.
    await db.query('ALTER TABLE inventory.stock_movements ADD COLUMN change_id uuid');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE inventory.stock_movements DROP COLUMN change_id');
  }
}
