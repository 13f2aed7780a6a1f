import pg from 'pg';
import { vi } from 'vitest';

/** What was sent in one transaction: `START TRANSACTION` and `COMMIT` too, unless it is a statement by itself. */
type Transaction = readonly string[];

const GATEWAY = 'gateway';
const BEGINS = /^(START TRANSACTION|BEGIN)\b/;
const ENDS = /^(COMMIT|ROLLBACK)\b/;

/** Hears what the domains in this process send to Postgres; the gateway's own is left out. */
export class StatementLog {
  private readonly ended: Transaction[] = [];
  private readonly open = new Map<pg.Client, string[]>();
  private readonly spy;

  constructor() {
    const send = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
    const hear = this.hear.bind(this);
    this.spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      hear(this, args[0]);
      return send.apply(this, args) as undefined;
    });
  }

  /** In the order in which they ended. */
  get transactions(): readonly Transaction[] {
    return this.ended;
  }

  stop(): void {
    this.spy.mockRestore();
  }

  private hear(client: pg.Client, query: unknown): void {
    if (applicationOf(client) === GATEWAY) return;
    const text = typeof query === 'string' ? query : (query as pg.QueryConfig).text;
    const statement = text.replaceAll(/\s+/g, ' ').trim();
    const transaction = this.open.get(client);
    if (BEGINS.test(statement)) this.open.set(client, [statement]);
    else if (!transaction) this.ended.push([statement]);
    else {
      transaction.push(statement);
      if (ENDS.test(statement) && this.open.delete(client)) this.ended.push(transaction);
    }
  }
}

function applicationOf(client: pg.Client): unknown {
  return (Reflect.get(client, 'connectionParameters') as { application_name?: string }).application_name;
}
