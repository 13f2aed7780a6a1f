import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCatalog1763856000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE catalog.products (
        id          uuid PRIMARY KEY,
        sku         text NOT NULL CONSTRAINT products_sku_unique UNIQUE,
        name        text NOT NULL CHECK (name <> ''),
        price       bigint NOT NULL CHECK (price > 0),
        currency    text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
        status      text NOT NULL CHECK (status IN ('active', 'inactive')),
        created_at  timestamptz(3) NOT NULL DEFAULT now(),
        updated_at  timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at  timestamptz(3)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE catalog.products');
  }
}
