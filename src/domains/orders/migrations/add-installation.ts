import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gives the database an id, which Temporal's namespace and the gateway's database get too: together they are one installation. */
export class AddInstallation1764720000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE orders.installation (
        id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        is_only_row  boolean NOT NULL DEFAULT true UNIQUE CHECK (is_only_row)
      );
      INSERT INTO orders.installation DEFAULT VALUES;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE orders.installation');
  }
}
