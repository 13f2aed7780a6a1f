import { ScheduleNotFoundError, type Client } from '@temporalio/client';
import type { reconcile } from '../workflows/reconcile/reconcile.js';
import type { ReconcileInput } from '../contracts/reconcile.js';
import { TASK_QUEUES } from '../contracts/task-queues.js';
import { putSchedule } from './put-schedule.js';

/** The Schedule id; also the workflow id prefix of the executions that it starts. */
export const RECONCILIATION_ID = 'reconciliation';

/** Compares the payments of the last day; a page of 50 of each kind keeps the history of a run below 3,000 events. */
export function reconcileInput(graceSeconds: number): ReconcileInput {
  return { graceSeconds, windowSeconds: 86_400, limit: 50 };
}

/**
 * Creates or updates the reconciliation Schedule. Safe to call whenever a worker starts: a Schedule that an operator paused
 * stays paused.
 *
 * @param intervalSeconds - seconds between reconciliations; 0 deletes the Schedule
 * @param graceSeconds - seconds for which an order must not have changed before it is examined
 */
export async function scheduleReconciliation(
  client: Client,
  intervalSeconds: number,
  graceSeconds: number,
): Promise<void> {
  if (intervalSeconds === 0) {
    const handle = client.schedule.getHandle(RECONCILIATION_ID);
    await handle.delete().catch((error: unknown) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
    return;
  }
  await putSchedule<typeof reconcile>(client, {
    id: RECONCILIATION_ID,
    everyMs: intervalSeconds * 1_000,
    workflowType: 'reconcile',
    taskQueue: TASK_QUEUES.orders,
    args: [reconcileInput(graceSeconds)],
  });
}
