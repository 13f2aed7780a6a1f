import { TASK_QUEUES } from '../../workflows/task-queues.js';
import type { Temporal } from '../temporal.js';

/** A worker that is there asks for work at least once a minute. */
const SILENCE_MS = 70_000;

type DescribeTaskQueue = Temporal['client']['workflowService']['describeTaskQueue'];
type TaskQueueKind = NonNullable<Parameters<DescribeTaskQueue>[0]['taskQueueType']>;

/** Of Temporal's task queues: those that hold the steps of workflows, and those that hold activities. */
const WORKFLOW = 1 as TaskQueueKind;
const ACTIVITY = 2 as TaskQueueKind;

/** Whether each task queue has a worker that asks for work. One that was killed is missed after a minute. */
export async function haveWorkers({ client }: Temporal): Promise<boolean> {
  const { namespace } = client.options;
  const descriptions = await Promise.all(
    Object.values(TASK_QUEUES).map((name) =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name },
        taskQueueType: name === TASK_QUEUES.orders ? WORKFLOW : ACTIVITY,
      }),
    ),
  );
  const since = Date.now() - SILENCE_MS;
  return descriptions.every(({ pollers }) =>
    pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > since),
  );
}
