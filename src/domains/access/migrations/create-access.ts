import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAccess1764633600000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE access.api_keys (
        id            uuid PRIMARY KEY,
        name          text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        scopes        text[] NOT NULL CHECK (cardinality(scopes) > 0),
        secret_hash   text NOT NULL CONSTRAINT api_keys_secret_hash_unique UNIQUE CHECK (secret_hash ~ '^[0-9a-f]{64}$'),
        created_by    uuid NOT NULL,
        created_at    timestamptz(3) NOT NULL DEFAULT now(),
        last_used_at  timestamptz(3),
        revoked_at    timestamptz(3)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE access.api_keys');
  }
}
