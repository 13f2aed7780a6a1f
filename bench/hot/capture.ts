import pg from 'pg';

/** A statement as it was sent, with its values. */
export interface Captured {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** Runs something and answers what it sent to Postgres from this process. */
export async function capture(run: () => Promise<void>): Promise<Captured[]> {
  const captured: Captured[] = [];
  const { prototype } = pg.Client as unknown as { prototype: { query: (...args: unknown[]) => unknown } };
  const send = prototype.query;
  prototype.query = function (...args) {
    captured.push({ sql: args[0] as string, values: Array.isArray(args[1]) ? args[1] : [] });
    return send.apply(this, args);
  };
  try {
    await run();
  } finally {
    prototype.query = send;
  }
  return captured;
}
