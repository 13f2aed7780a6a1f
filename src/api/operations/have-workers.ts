import { TASK_QUEUES } from '../../contracts/task-queues.js';
import type { Temporal } from '../dependencies/temporal.js';

/** A running worker polls at least once a minute. */
const POLLER_TIMEOUT_MS = 70_000;

/** Values of an enum that the SDK does not export. */
const TASK_QUEUE_TYPES = { workflow: 1, activity: 2 } as const;

/** True when a worker polls each task queue. It takes about a minute to notice a killed worker. */
export async function haveWorkers({ client }: Temporal): Promise<boolean> {
  const { namespace } = client.options;
  const descriptions = await Promise.all(
    Object.values(TASK_QUEUES).map((name) =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the SDK does not export the enum
        taskQueueType: name === TASK_QUEUES.orders ? TASK_QUEUE_TYPES.workflow : TASK_QUEUE_TYPES.activity,
      }),
    ),
  );
  const since = Date.now() - POLLER_TIMEOUT_MS;
  return descriptions.every(({ pollers }) =>
    pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > since),
  );
}
