import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { groupBy } from './statistics.js';
import type { Stack } from './stack.js';

/** A statement in the log of Postgres. */
interface Statement {
  /** `application_name` of the process. */
  readonly application: string;
  readonly connection: string;
  readonly sql: string;
}

/** The statements and transactions of one process. A statement outside a transaction block is a transaction. */
export interface StatementCounts {
  readonly application: string;
  readonly transactions: number;
  /** Including BEGIN and COMMIT. */
  readonly statements: number;
}

const SETTLE_MS = 1_000;
const LINE = /^bench (\S+) (\d+) LOG: {2}(?:statement|execute [^:]+): (.*)$/gm;

/** Makes Postgres log every statement of a stack. This slows Postgres down, so do not measure times while it is on. */
export async function logStatements({
  databaseUrl,
  folder,
}: Stack): Promise<{ sinceLastCall(): Promise<StatementCounts[]> }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'bench' });
  await client.connect();
  await client.query(`ALTER SYSTEM SET log_line_prefix = 'bench %a %p '`);
  await client.query(`ALTER SYSTEM SET log_statement = 'all'`);
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  await sleep(SETTLE_MS);
  const log = path.join(folder, 'logs', 'postgres.log');
  let offset = (await readFile(log, 'utf8')).length;
  return {
    /** Returns the statements since the previous call. */
    async sinceLastCall() {
      await sleep(SETTLE_MS);
      const text = await readFile(log, 'utf8');
      const statements = [...text.slice(offset).matchAll(LINE)].map(
        ([, application = '', connection = '', sql = '']): Statement => ({ application, connection, sql }),
      );
      offset = text.length;
      return [...groupBy(statements, (statement) => statement.application)].map(([application, group]) => ({
        application,
        transactions: transactionsOf(group),
        statements: group.length,
      }));
    },
  };
}

function transactionsOf(statements: readonly Statement[]): number {
  let count = 0;
  for (const group of groupBy(statements, ({ connection }) => connection).values()) {
    let open = false;
    for (const { sql } of group) {
      if (!open) count += 1;
      if (/^(START TRANSACTION|BEGIN)\b/.test(sql)) open = true;
      else if (/^(COMMIT|ROLLBACK)\b/.test(sql)) open = false;
    }
  }
  return count;
}
