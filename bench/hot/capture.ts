import pg from 'pg';

/** A statement as it was sent, with its values. */
export interface CapturedStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Whether it is parsed and planned once a connection, rather than each time. */
  readonly isPrepared: boolean;
}

/** Runs something and answers what it sent to Postgres from this process. */
export async function capture(run: () => Promise<void>): Promise<CapturedStatement[]> {
  const captured: CapturedStatement[] = [];
  const { prototype } = pg.Client as unknown as { prototype: { query: (...args: unknown[]) => unknown } };
  const originalQuery = prototype.query;
  prototype.query = function (...args) {
    const [query, queryValues] = args as [string | pg.QueryConfig, unknown[]?];
    const { text, values = [], name } = typeof query === 'string' ? { text: query, values: queryValues } : query;
    captured.push({ sql: text, values, isPrepared: name !== undefined });
    return originalQuery.apply(this, args);
  };
  try {
    await run();
  } finally {
    prototype.query = originalQuery;
  }
  return captured;
}
