import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { waitUntil } from '../kit/observe.js';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type EventId = NonNullable<NonNullable<History['events']>[number]['eventId']>;

/** One place to which an operator may reset a run: before the workflow task that completed here. */
export interface ResetPoint {
  readonly runId: string;
  readonly eventId: EventId;
}

/** Every reset point of the workflow's latest run, earliest first. */
export async function listResetPoints(client: Client, workflowId: string): Promise<ResetPoint[]> {
  const handle = client.workflow.getHandle(workflowId);
  const { runId } = await handle.describe();
  const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
  return (events ?? []).flatMap(({ eventId, workflowTaskCompletedEventAttributes }) =>
    eventId && workflowTaskCompletedEventAttributes ? [{ runId, eventId }] : [],
  );
}

/**
 * Resets a run as `temporal workflow reset` does, and waits for the new run to end.
 *
 * @returns the new run's id
 */
export async function resetAndWait(client: Client, workflowId: string, point: ResetPoint): Promise<string> {
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId: point.runId },
    workflowTaskFinishEventId: point.eventId,
    requestId: randomUUID(),
    reason: 'a test',
  });
  const run = client.workflow.getHandle(workflowId, runId);
  await waitUntil(
    async () => {
      // A parked compensation would wait a minute for its next attempt. A run without one rejects the update.
      await run.executeUpdate('retryNow').catch(() => undefined);
      return (await run.describe()).status.name;
    },
    (status) => status !== 'RUNNING',
  );
  return runId;
}
