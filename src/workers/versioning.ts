import type { WorkerOptions } from '@temporalio/worker';
import type { TASK_QUEUES } from '../contracts/task-queues.js';

/** The worker deployment of a domain: its versions are rolled out, drained and rolled back apart from the others'. */
export function deploymentNameFor(domain: keyof typeof TASK_QUEUES): string {
  return `durable-orders-${domain}`;
}

/**
 * Makes a worker one of a version, so that a run ends with the code it began with.
 *
 * @param buildId - names the release; a worker without one takes whatever is in its queue, and so does not go together
 *   with others that have one
 */
export function versioningOptions(
  domain: keyof typeof TASK_QUEUES,
  buildId: string | undefined,
): Pick<WorkerOptions, 'workerDeploymentOptions'> {
  if (buildId === undefined) return {};
  return {
    workerDeploymentOptions: {
      version: { deploymentName: deploymentNameFor(domain), buildId },
      useWorkerVersioning: true,
      defaultVersioningBehavior: 'PINNED',
    },
  };
}
