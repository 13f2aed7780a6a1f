import pg from 'pg';

export interface CapturedStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
  /** Whether it is a prepared statement, parsed and planned once per connection. */
  readonly isPrepared: boolean;
}

/** Runs a function and returns the statements that this process sends to Postgres during the call. */
export async function captureStatements(run: () => Promise<void>): Promise<CapturedStatement[]> {
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
