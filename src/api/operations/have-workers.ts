import type { WorkflowService } from '@temporalio/client';
import { TASK_QUEUES } from '../../contracts/task-queues.js';
import { PROCESSES, WORKERS } from '../../process/processes.js';
import type { Temporal } from '../dependencies/temporal.js';

/** A running worker polls at least once a minute. */
const POLLER_TIMEOUT_MS = 70_000;

/** Values of enums that the SDK does not export. */
const TASK_QUEUE_TYPES = { workflow: 1, activity: 2 } as const;
const VERSIONED = 2;

/** What Temporal knows about a task queue: its pollers and the version that receives its tasks. */
export type TaskQueueDescription = Pick<
  Awaited<ReturnType<WorkflowService['describeTaskQueue']>>,
  'pollers' | 'versioningInfo'
>;

/** True when a worker polls each task queue and receives its tasks. It takes about a minute to notice a killed worker. */
export async function haveWorkers({ client }: Temporal): Promise<boolean> {
  const { namespace } = client.options;
  const descriptions = await Promise.all(
    WORKERS.map((name) =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: TASK_QUEUES[name] },
        // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the SDK does not export the enum
        taskQueueType: TASK_QUEUE_TYPES[PROCESSES[name].tasks],
      }),
    ),
  );
  return descriptions.every((description) => receivesTasks(description, Date.now() - POLLER_TIMEOUT_MS));
}

/**
 * True when a worker of the current version has polled. Temporal gives the tasks of new orders to no other version, and to
 * workers without a version only while no version is current.
 *
 * @param since - time of the earliest poll that counts, in milliseconds
 */
export function receivesTasks({ pollers, versioningInfo }: TaskQueueDescription, since: number): boolean {
  const { deploymentName, buildId } = versioningInfo?.currentDeploymentVersion ?? {};
  return pollers.some(({ lastAccessTime, deploymentOptions }) => {
    const polled = Number(lastAccessTime?.seconds ?? 0) * 1_000 > since;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-comparison -- the SDK does not export the enum
    const versioned = deploymentOptions?.workerVersioningMode === VERSIONED;
    if (buildId === undefined || buildId === '') return polled && !versioned;
    return (
      polled &&
      versioned &&
      deploymentOptions.deploymentName === deploymentName &&
      deploymentOptions.buildId === buildId
    );
  });
}
