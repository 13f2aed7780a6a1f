import { randomUUID } from 'node:crypto';
import { Client, Connection, WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { readConfig } from '../config/config.js';
import type { ReconcileResult } from '../contracts/reconcile.js';
import { TASK_QUEUES } from '../contracts/task-queues.js';
import { wholeNumberFlag } from '../process/flag-types.js';
import { HelpRequest, parseFlags } from '../process/flags.js';
import { readTemporalSettings } from '../temporal/settings.js';
import type { reconcile } from '../workflows/reconcile/reconcile.js';
import { formatReconciliation } from './reconcile-report.js';
import { RECONCILIATION_ID, reconcileInput } from './reconciliation-schedule.js';

const COMMAND_LINE = {
  command: 'npm run --silent reconcile --',
  description:
    'Starts a reconciliation now, waits for it, and prints the orders that it repaired and those that need attention.',
  flags: {
    grace: wholeNumberFlag(
      'SECONDS',
      'Examine orders that have not changed for this long; by default RECONCILE_GRACE_SECONDS',
      { min: 0, max: 86_400 },
    ),
  },
  details: `Reads RECONCILE_GRACE_SECONDS and the TEMPORAL_* variables.

Exit codes:
  0  nothing is left: every order that was found is repaired
  1  at least one order needs attention
  2  the reconciliation could not run: an unknown flag, Temporal that cannot be reached, or no orders worker`,
};

export interface ReconcileCommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/**
 * Runs the workflow `reconcile` once.
 *
 * @param args - the command line, without the program and the script
 */
export async function reconcileCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ReconcileCommandResult> {
  try {
    const { grace } = parseFlags(args, COMMAND_LINE);
    const { RECONCILE_GRACE_SECONDS } = readConfig(['RECONCILE_GRACE_SECONDS'], environment);
    const { result, complete } = await withClient(environment, (client) =>
      runReconciliation(client, grace ?? RECONCILE_GRACE_SECONDS),
    );
    return { exitCode: complete ? 0 : 1, text: formatReconciliation(result) };
  } catch (error) {
    return { exitCode: error instanceof HelpRequest ? 0 : 2, text: `${errorMessage(error)}\n` };
  }
}

async function runReconciliation(
  client: Client,
  graceSeconds: number,
): Promise<{ result: ReconcileResult; complete: boolean }> {
  if (!(await hasWorker(client)))
    throw new Error('No orders worker polls its task queue. Start one with `npm run worker:orders`.');
  try {
    const result = await client.workflow.execute<typeof reconcile>('reconcile', {
      workflowId: `${RECONCILIATION_ID}-${randomUUID()}`,
      taskQueue: TASK_QUEUES.orders,
      args: [reconcileInput(graceSeconds)],
    });
    return { result, complete: true };
  } catch (error) {
    const failure = error instanceof WorkflowFailedError ? error.cause : undefined;
    if (!(failure instanceof ApplicationFailure) || failure.type !== 'needs_attention') throw error;
    return { result: failure.details?.[0] as ReconcileResult, complete: false };
  }
}

/** Without a worker, the run would wait for one. */
async function hasWorker(client: Client): Promise<boolean> {
  const { pollers } = await client.workflowService.describeTaskQueue({
    namespace: client.options.namespace,
    taskQueue: { name: TASK_QUEUES.orders },
  });
  return pollers.length > 0;
}

async function withClient<T>(
  environment: Readonly<Record<string, string | undefined>>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { connectionOptions, namespace, dataConverter } = readTemporalSettings(environment);
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new Error(`TEMPORAL_ADDRESS: cannot connect to Temporal: ${errorMessage(error)}`, { cause: error });
  });
  try {
    return await work(
      new Client({
        connection,
        ...(namespace !== undefined && { namespace }),
        ...(dataConverter && { dataConverter }),
      }),
    );
  } finally {
    await connection.close();
  }
}

function errorMessage(error: unknown): string {
  if (error instanceof WorkflowFailedError) return `The reconciliation failed: ${errorMessage(error.cause)}`;
  return error instanceof Error ? error.message : String(error);
}
