import type pg from 'pg';

/**
 * What DATABASE_URL leads to. With `pgbouncer`, a connection may change its server session after each transaction: statements have
 * no names, and settings are made inside transactions.
 */
export type Pooler = 'none' | 'pgbouncer';

/** Timeouts of a session in milliseconds, by the name of their setting. */
export type SessionTimeouts = Readonly<Partial<Record<'statement_timeout' | 'lock_timeout', number>>>;

/** Options of a pool that set the timeouts: at connection, or in each transaction, of which every statement then has one. */
export function timeoutOptions(pooler: Pooler, timeouts: SessionTimeouts) {
  return pooler === 'none' ? timeouts : { transactionTimeouts: timeouts };
}

/** The server process that answers is not the one that the connection was given. */
export async function isPooled(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    return await isPooledSession(client);
  } finally {
    client.release();
  }
}

/** As `isPooled`, for a connection that belongs to no pool of this process. */
export async function isPooledSession(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const { processID } = client as unknown as { readonly processID: number };
  return rows[0]?.pid !== processID;
}

/** @param variable - the environment variable with the URL of the database */
export function hiddenPoolerMessage(variable: string): string {
  return (
    `DATABASE_POOLER: must be pgbouncer, because ${variable} leads to a connection pooler. ` +
    'Set it, or connect to Postgres directly.'
  );
}
