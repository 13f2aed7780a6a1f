import { TASK_QUEUES } from '../../contracts/task-queues.js';
import type { Temporal } from '../dependencies/temporal.js';

/** A worker that is there asks for work at least once a minute. */
const POLLER_TIMEOUT_MS = 70_000;

/** By numbers, since the SDK does not export its enum: a task queue's steps of workflows, and its activities. */
const TASK_QUEUE_TYPES = { workflow: 1, activity: 2 } as const;

/** Whether each task queue has a worker that asks for work. One that was killed is missed after a minute. */
export async function haveWorkers({ client }: Temporal): Promise<boolean> {
  const { namespace } = client.options;
  const descriptions = await Promise.all(
    Object.values(TASK_QUEUES).map((name) =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- there is no enum to take it from
        taskQueueType: name === TASK_QUEUES.orders ? TASK_QUEUE_TYPES.workflow : TASK_QUEUE_TYPES.activity,
      }),
    ),
  );
  const since = Date.now() - POLLER_TIMEOUT_MS;
  return descriptions.every(({ pollers }) =>
    pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > since),
  );
}
