import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddChanges1764979200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE access.changes (
        position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id            uuid NOT NULL CONSTRAINT changes_id_unique UNIQUE,
        actor_kind    text NOT NULL CHECK (actor_kind IN ('operator', 'api_key', 'cli')),
        actor_id      uuid NOT NULL,
        action        text NOT NULL CHECK (length(action) BETWEEN 1 AND 100),
        subject_type  text NOT NULL CHECK (subject_type IN ('product', 'order', 'api_key')),
        subject_id    uuid NOT NULL,
        before        json,
        after         json,
        at            timestamptz(3) NOT NULL DEFAULT now(),
        request_id    text
      );
      CREATE INDEX changes_by_subject ON access.changes (subject_id, position);
      CREATE INDEX changes_by_actor ON access.changes (actor_id, position);

      CREATE FUNCTION access.refuse_to_rewrite_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'The log of changes is append-only: % is not allowed.', TG_OP USING ERRCODE = 'insufficient_privilege';
        END
      $$;
      CREATE TRIGGER changes_are_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON access.changes
        FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_to_rewrite_changes();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE access.changes; DROP FUNCTION access.refuse_to_rewrite_changes()');
  }
}
