import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Stack } from './stack.js';
import { connectToTemporal } from './temporal.js';

/** What a load left behind, counted when nothing is in flight any more. */
export interface Aftermath {
  /** Runs of `placeOrder` that were started. */
  readonly runs: number;
  readonly confirmed: number;
  /** Confirmed orders per second, until the last one was confirmed. */
  readonly goodput: number;
  /** Orders that were charged although their callers were not told that they exist. */
  readonly chargedThoughRefused: number;
}

const RUNS = "WorkflowType = 'placeOrder'";
const POLL_MS = 250;
/** Temporal shows runs in its list with a delay. */
const VISIBILITY_MS = 2_000;

/** Counts what the orders since a time left behind. */
export class AftermathCounter {
  private readonly database: pg.Client;

  constructor(private readonly stack: Stack) {
    this.database = new pg.Client({ connectionString: stack.databaseUrl, application_name: 'bench' });
  }

  connect(): Promise<unknown> {
    return this.database.connect();
  }

  close(): Promise<void> {
    return this.database.end();
  }

  /** @param placed - the ids of the orders whose callers were told that they exist */
  async since(startedAt: Date, placed: ReadonlySet<string>): Promise<Aftermath> {
    await this.settle();
    const runs = await this.countRuns(startedAt);
    const { rows: confirmed } = await this.database.query<{ id: string; seconds: number }>(
      `SELECT id, extract(epoch FROM updated_at - $1)::float8 AS seconds FROM orders.orders
       WHERE created_at >= $1 AND status = 'confirmed'`,
      [startedAt],
    );
    const { rows: charges } = await this.database.query<{ id: string }>(
      `SELECT order_id AS id FROM gateway.charges WHERE created_at >= $1 AND status = 'succeeded'`,
      [startedAt],
    );
    return {
      runs,
      confirmed: confirmed.length,
      goodput: confirmed.length / Math.max(1, ...confirmed.map(({ seconds }) => seconds)),
      chargedThoughRefused: charges.filter(({ id }) => !placed.has(id)).length,
    };
  }

  /** Statements outside and transactions of Postgres so far, of all processes. */
  async transactions(): Promise<number> {
    const { rows } = await this.database.query<{ count: string }>(
      'SELECT xact_commit AS count FROM pg_stat_database WHERE datname = current_database()',
    );
    return Number(rows[0]?.count);
  }

  /**
   * Waits until no run is open. A count that begins earlier includes the charges of orders that were placed before it.
   */
  async settle(): Promise<void> {
    await sleep(VISIBILITY_MS);
    while ((await this.count(`${RUNS} AND ExecutionStatus = 'Running'`)) > 0) await sleep(POLL_MS);
  }

  private countRuns(startedAt: Date): Promise<number> {
    return this.count(`${RUNS} AND StartTime >= '${startedAt.toISOString()}'`);
  }

  private async count(query: string): Promise<number> {
    const temporal = await connectToTemporal(this.stack);
    try {
      return (await temporal.client.workflow.count(query)).count;
    } finally {
      await temporal.close();
    }
  }
}
