import pg from 'pg';

/**
 * Runs work while this process holds an advisory lock. The lock belongs to an open transaction, since behind PgBouncer a session
 * may change between two transactions.
 *
 * @param id - of the lock
 */
export async function withAdvisoryLock<T>(connectionString: string, id: number, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  // Without a listener, a lost connection would end the process. The next query fails instead.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // The transaction is idle while the work runs, and waits for as long as another process works.
    await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0');
    await client.query('SELECT pg_advisory_xact_lock($1)', [id]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end();
  }
}
