import { createHash } from 'node:crypto';
import pg from 'pg';
import { currentTraceparent } from '../../telemetry/spans.js';
import type { Pooler, SessionTimeouts } from './pooler.js';
import { endsConnection } from './postgres-errors.js';

/** The names of the prepared statements, by SQL text. */
const statementNames = new Map<string, string>();

/** Settings with which Postgres reports that a session is read-only; it sends them on connection and after each change. */
const READ_ONLY_SETTINGS = new Set(['in_hot_standby', 'default_transaction_read_only']);

/**
 * How Postgres writes and reads times, whatever the database or the role sets: pg parses only ISO 8601. Sent when the session
 * starts, and PgBouncer restores them for each transaction because it tracks these parameters.
 */
const SESSION_PARAMETERS = { DateStyle: 'ISO, MDY', TimeZone: 'UTC', standard_conforming_strings: 'on' };

type Release = pg.PoolClient['release'];

/** The pool passes its options to each client. */
interface ClientOptions extends pg.ClientConfig {
  readonly pooler?: Pooler;
  readonly transactionTimeouts?: SessionTimeouts;
}

const TRANSACTION_START = /^(BEGIN|START TRANSACTION)$/i;

/**
 * A connection that prepares every statement with parameters: Postgres takes longer to plan these statements than to run them.
 * Behind a pooler it prepares none, because the next statement may run in another session.
 *
 * The pool replaces it when its session is read-only. After a failover the address may lead to another server, but an open
 * connection stays with the old one.
 */
class PreparedStatementClient extends pg.Client {
  private unusable = false;
  private releaseToPool: Release = () => undefined;

  private readonly prepares: boolean;
  /** Postgres reports it after each statement. */
  private inTransaction = false;
  /** Statements that follow the start of each transaction, in the same round trip. */
  private readonly transactionSettings: string;

  constructor(options: ClientOptions = {}) {
    super(options);
    this.prepares = options.pooler !== 'pgbouncer';
    this.transactionSettings = Object.entries(options.transactionTimeouts ?? {})
      .map(([name, milliseconds]) => `; SET LOCAL ${name} = ${milliseconds}`)
      .join('');
    // pg may emit `error` before the caller attaches a listener, which would crash the process. The next statement fails too.
    this.on('error', () => undefined);
    this.connection.on('errorMessage', ({ code }: pg.DatabaseError) => {
      if (code !== undefined && endsConnection(code)) this.unusable = true;
    });
    this.connection.on('readyForQuery', ({ status }: { status: string }) => (this.inTransaction = status !== 'I'));
    this.connection.on('parameterStatus', (setting: { parameterName: string; parameterValue: string }) => {
      if (READ_ONLY_SETTINGS.has(setting.parameterName) && setting.parameterValue === 'on') this.unusable = true;
    });
  }

  /** The parameters of the startup message. pg calls it, but its types leave it out. */
  getStartupConf(): Record<string, unknown> {
    const inherited = (pg.Client.prototype as unknown as { getStartupConf: () => Record<string, unknown> })
      .getStartupConf;
    return { ...inherited.call(this), ...SESSION_PARAMETERS };
  }

  /** The pool assigns a function at each checkout. A true argument makes it close the connection. */
  get release(): Release {
    return (error) => this.releaseToPool(error ?? this.unusable);
  }

  set release(release: Release) {
    this.releaseToPool = release;
  }

  /** The start of a transaction, with its settings. The triggers of the outbox read the trace context. */
  private startOf(text: string): string {
    const traceparent = currentTraceparent();
    const trace = traceparent === undefined ? '' : `; SET LOCAL events.traceparent = '${traceparent}'`;
    return text + this.transactionSettings + trace;
  }

  // TypeORM passes the text and its values. Other call signatures of pg are passed through.
  override readonly query = ((text: unknown, values?: unknown, ...rest: unknown[]) => {
    const prepare = this.prepares && typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const statement = typeof text === 'string' && TRANSACTION_START.test(text) ? this.startOf(text) : text;
    const parameters = prepare ? [{ name: statementName(text), text, values }, ...rest] : [statement, values, ...rest];
    const send = (...all: unknown[]) => (super.query as (...all: unknown[]) => unknown).apply(this, all);
    const needsTransaction =
      this.transactionSettings !== '' &&
      !this.inTransaction &&
      statement === text &&
      (values === undefined || Array.isArray(values)) &&
      rest.length === 0;
    return needsTransaction ? this.sendInTransaction(() => send(...parameters), send) : send(...parameters);
  }) as pg.Client['query'];

  /** Behind a pooler, only a transaction has the timeouts. */
  private async sendInTransaction(statement: () => unknown, send: (text: string) => unknown): Promise<unknown> {
    await send(`BEGIN${this.transactionSettings}`);
    try {
      const result = await statement();
      await send('COMMIT');
      return result;
    } catch (error) {
      await Promise.resolve(send('ROLLBACK')).catch(() => undefined);
      throw error;
    }
  }
}

function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('hex');
    statementNames.set(text, name);
  }
  return name;
}

/**
 * Shared pool options.
 *
 * @param connectionMaxAgeSeconds - age at which a connection is replaced, in seconds; undefined means no limit
 */
export function poolOptions(connectionMaxAgeSeconds: number | undefined, pooler: Pooler = 'none') {
  return {
    Client: PreparedStatementClient as unknown as typeof pg.Client,
    pooler,
    keepAlive: true,
    // A new connection must start a process, authenticate and prepare every statement again. With the default of 10 s, the
    // first orders after a quiet minute would pay for that.
    idleTimeoutMillis: 300_000,
    ...(connectionMaxAgeSeconds !== undefined && { maxLifetimeSeconds: connectionMaxAgeSeconds }),
  };
}
