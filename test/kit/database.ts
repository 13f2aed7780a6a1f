import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  /** Rows of one statement, for assertions. */
  readonly query: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of one's own, migrated and empty. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(template);
  url.pathname = `/${name}`;
  await runMaintenanceStatement(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  const pool = new pg.Pool({ connectionString: url.href, max: 4 });
  // Tests restart databases and cut connections; the next query says what there is to say.
  pool.on('error', () => undefined);
  return {
    url: url.href,
    query: async <Row extends object>(sql: string, values?: unknown[]) => (await pool.query<Row>(sql, values)).rows,
    drop: async () => {
      await pool.end();
      // Not by force: Postgres waits for connections that are closing, and whoever left one open is told.
      await runMaintenanceStatement(template, `DROP DATABASE ${name}`);
    },
  };
}

async function runMaintenanceStatement(template: URL, statement: string): Promise<void> {
  const url = new URL(template);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
