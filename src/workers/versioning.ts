import type { WorkerOptions } from '@temporalio/worker';
import { deploymentNameFor, type TASK_QUEUES } from '../contracts/task-queues.js';

/**
 * Assigns a worker to a version, so that a workflow execution finishes on the version it started on.
 *
 * @param buildId - the version. An unversioned worker takes every task of its queue, so do not mix it with versioned workers
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
