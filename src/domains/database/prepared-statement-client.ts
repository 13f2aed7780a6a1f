import { createHash } from 'node:crypto';
import pg from 'pg';

/** Of each statement with parameters, the name that it is prepared under. */
const statementNames = new Map<string, string>();

/**
 * A connection as our services need it.
 *
 * It does not end the process: one that is lost at the moment it is handed out says so before its holder listens, and an
 * error that nobody listens to would be thrown at everybody; the next statement tells it all the same.
 *
 * It prepares every statement that has parameters: Postgres takes longer to plan one of ours than to run it.
 */
class PreparedStatementClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }

  // TypeORM calls it with a text and its values; what else pg takes is passed on.
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

/** What every pool of ours is told. */
export const POOL_OPTIONS = {
  Client: PreparedStatementClient,
  keepAlive: true,
  // A connection is a process to start, a password to prove and every statement to plan again. With the default of 10 s, orders
  // that come after a quiet minute pay for that.
  idleTimeoutMillis: 300_000,
};
