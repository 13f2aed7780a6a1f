import { createHash } from 'node:crypto';
import pg from 'pg';

/** The names of the prepared statements, by SQL text. */
const statementNames = new Map<string, string>();

/**
 * A connection that prepares every statement with parameters: Postgres takes longer to plan these statements than to run them.
 */
class PreparedStatementClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // pg may emit `error` before the caller attaches a listener, which would crash the process. The next statement fails too.
    this.on('error', () => undefined);
  }

  // TypeORM passes the text and its values. Other call signatures of pg are passed through.
  override readonly query = ((text: unknown, values?: unknown, ...rest: unknown[]) => {
    const prepare = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const parameters = prepare ? [{ name: statementName(text), text, values }, ...rest] : [text, values, ...rest];
    return (super.query as (...all: unknown[]) => unknown).apply(this, parameters);
  }) as pg.Client['query'];
}

function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('hex');
    statementNames.set(text, name);
  }
  return name;
}

export const POOL_OPTIONS = {
  Client: PreparedStatementClient,
  keepAlive: true,
  // A new connection must start a process, authenticate and prepare every statement again. With the default of 10 s, the
  // first orders after a quiet minute would pay for that.
  idleTimeoutMillis: 300_000,
};
