import pg from 'pg';
import { vi } from 'vitest';

/** The statements of one transaction, including `START TRANSACTION` and `COMMIT`; or a single statement. */
type Transaction = readonly string[];

const GATEWAY = 'gateway';
const BEGIN_STATEMENT = /^(START TRANSACTION|BEGIN)\b/;
const END_STATEMENT = /^(COMMIT|ROLLBACK)\b/;

/** Records the statements that this process sends to Postgres, except the gateway's. */
export class StatementLog {
  private readonly completed: Transaction[] = [];
  private readonly open = new Map<pg.Client, string[]>();
  private readonly spy;

  constructor() {
    const send = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
    const record = this.record.bind(this);
    this.spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      record(this, args[0]);
      return send.apply(this, args) as undefined;
    });
  }

  /** In the order they ended. */
  get transactions(): readonly Transaction[] {
    return this.completed;
  }

  stop(): void {
    this.spy.mockRestore();
  }

  private record(client: pg.Client, query: unknown): void {
    if (applicationNameOf(client) === GATEWAY) return;
    const text = typeof query === 'string' ? query : (query as pg.QueryConfig).text;
    const statement = text.replaceAll(/\s+/g, ' ').trim();
    const transaction = this.open.get(client);
    if (BEGIN_STATEMENT.test(statement)) this.open.set(client, [statement]);
    else if (!transaction) this.completed.push([statement]);
    else {
      transaction.push(statement);
      if (END_STATEMENT.test(statement) && this.open.delete(client)) this.completed.push(transaction);
    }
  }
}

function applicationNameOf(client: pg.Client): unknown {
  return (Reflect.get(client, 'connectionParameters') as { application_name?: string }).application_name;
}
