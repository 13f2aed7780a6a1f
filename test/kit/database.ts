import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  readonly url: string;
  /** Runs one statement and returns its rows. */
  readonly query: <Row extends object>(sql: string, values?: unknown[]) => Promise<Row[]>;
  drop(): Promise<void>;
}

/** Creates a migrated, empty database. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(template);
  url.pathname = `/${name}`;
  await runMaintenanceStatement(template, `CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  const pool = new pg.Pool({ connectionString: url.href, max: 4 });
  // Tests restart databases and cut connections; the next query reports the error.
  pool.on('error', () => undefined);
  return {
    url: url.href,
    query: async <Row extends object>(sql: string, values?: unknown[]) => (await pool.query<Row>(sql, values)).rows,
    drop: async () => {
      await pool.end();
      // Without FORCE, Postgres reports a connection that a test left open.
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
