import type { Client } from '@temporalio/client';
import type { applyRetention } from '../workflows/erasure/apply-retention.js';
import { TASK_QUEUES } from '../contracts/task-queues.js';
import { putSchedule } from './put-schedule.js';

/** The Schedule id; also the workflow id prefix of the executions that it starts. */
const RETENTION_ID = 'retention';

/** An interrupted request holds its external reference for as long. */
const EVERY_MS = 3_600_000;

/**
 * Creates or updates the retention Schedule. Safe to call whenever a worker starts.
 *
 * @param archiveAfterDays - days without a change after which an order that has ended is archived; 0 keeps every order
 */
export async function scheduleRetention(client: Client, archiveAfterDays: number): Promise<void> {
  await putSchedule<typeof applyRetention>(client, {
    id: RETENTION_ID,
    everyMs: EVERY_MS,
    workflowType: 'applyRetention',
    taskQueue: TASK_QUEUES.orders,
    args: [{ archiveAfterDays, orphanAfterSeconds: 3_600, limit: 500 }],
  });
}
