import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const RETRY_DELAY_MS = 250;

/**
 * Closes every session with a database and makes new ones read-only for a time, as a failover to a standby does. Sessions that
 * were opened meanwhile stay read-only.
 */
export async function makeSessionsReadOnly(databaseUrl: string, durationMs: number): Promise<void> {
  const database = new URL(databaseUrl).pathname.slice(1);
  await retryStatements(databaseUrl, [
    `ALTER DATABASE ${database} SET default_transaction_read_only = on`,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
  ]);
  await sleep(durationMs);
  await retryStatements(databaseUrl, [`ALTER DATABASE ${database} RESET default_transaction_read_only`]);
}

/** Another fault may interrupt the session; each statement may run again. */
async function retryStatements(connectionString: string, statements: readonly string[]): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString, options: '-c default_transaction_read_only=off' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      for (const statement of statements) await client.query(statement);
      return;
    } catch {
      await sleep(RETRY_DELAY_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
