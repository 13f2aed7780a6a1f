import pg from 'pg';
import { isPlaced, type Attempt, type Storefront } from './load/storefront.js';
import { usageOf } from './processes/usage.js';
import type { Stack } from './stack.js';
import type { SubjectName } from './subjects/names.js';
import type { Subject } from './subjects/subject.js';
import { countRuns } from './temporal.js';

/** What a load left behind, counted when nothing is in flight any more. */
export interface Aftermath {
  /** Workflow runs that were started; undefined for a subject that is not on Temporal. */
  readonly runs: number | undefined;
  readonly confirmed: number;
  /** Confirmed orders whose customers were told that they exist. */
  readonly inTime: number;
  /** The same per second, until the last of them was confirmed. */
  readonly goodput: number;
  /** Orders that were confirmed although their customers were refused or left; undefined for a subject that charges nothing. */
  readonly chargedThoughNotPlaced: number | undefined;
  /** CPU seconds of all processes of the subject. */
  readonly cpuSeconds: number;
  /** Transactions and statements outside of them, of all processes that use Postgres. */
  readonly transactions: number;
}

const WORKFLOW_TYPES: Readonly<Partial<Record<SubjectName, string>>> = {
  ours: 'placeOrder',
  'ours-direct': 'placeOrder',
  baseline: 'baseline',
  'naive-saga': 'naiveSaga',
};

/** Runs a load and counts what it left behind. */
export async function withAftermath(
  { stack, subject, storefront }: { stack: Stack; subject: Subject; storefront: Storefront },
  run: () => Promise<readonly Attempt[]>,
): Promise<{ attempts: readonly Attempt[]; aftermath: Aftermath }> {
  const database = new pg.Client({ connectionString: stack.databaseUrl, application_name: 'bench' });
  await database.connect();
  try {
    const startedAt = new Date();
    const cpuBefore = await cpuSecondsOf(subject);
    const transactionsBefore = await countTransactions(database);
    const attempts = await run();
    const confirmed = await storefront.confirmedSince(startedAt);
    const placed = new Set(attempts.filter(isPlaced).map(({ orderId }) => orderId));
    const inTime = [...confirmed].filter(([id]) => placed.has(id)).map(([, at]) => at.getTime() - startedAt.getTime());
    const workflowType = WORKFLOW_TYPES[subject.name];
    const { rows: charges } = await database.query<{ id: string }>(
      `SELECT order_id AS id FROM gateway.charges WHERE created_at >= $1 AND status = 'succeeded'`,
      [startedAt],
    );
    return {
      attempts,
      aftermath: {
        runs: workflowType === undefined ? undefined : await countRuns(stack, runsSince(workflowType, startedAt)),
        confirmed: confirmed.size,
        inTime: inTime.length,
        goodput: inTime.length / Math.max(1, Math.max(0, ...inTime) / 1_000),
        chargedThoughNotPlaced:
          subject.name === 'baseline' ? undefined : charges.filter(({ id }) => !placed.has(id)).length,
        cpuSeconds: (await cpuSecondsOf(subject)) - cpuBefore,
        transactions: (await countTransactions(database)) - transactionsBefore,
      },
    };
  } finally {
    await database.end();
  }
}

function runsSince(workflowType: string, startedAt: Date): string {
  return `WorkflowType = '${workflowType}' AND StartTime >= '${startedAt.toISOString()}'`;
}

async function cpuSecondsOf({ processes }: Subject): Promise<number> {
  return [...(await usageOf(processes)).values()].reduce((total, { cpuSeconds }) => total + cpuSeconds, 0);
}

async function countTransactions(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ count: string }>(
    'SELECT xact_commit AS count FROM pg_stat_database WHERE datname = current_database()',
  );
  return Number(rows[0]?.count);
}
