import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';
import { deploymentNameFor } from '../../contracts/task-queues.js';
import { WORKERS } from '../../process/processes.js';
import type { Namespace } from './namespace.js';

/** gRPC: NOT_FOUND and FAILED_PRECONDITION, which Temporal answers until a worker of the version has polled. */
const NOT_YET = new Set([5, 9]);
const TIMEOUT_MS = 30_000;
const RETRY_MS = 200;

/**
 * Routes new workflows to the workers that were started. Otherwise they would wait for the version of an earlier start, or, without
 * a current version, for workers without one.
 *
 * @param buildId - the version of the workers; undefined when they are not versioned
 * @throws when the server does not accept the version within 30 s
 */
export async function routeToWorkers(namespace: Namespace, buildId: string | undefined): Promise<void> {
  for (const domain of WORKERS) {
    const deploymentName = deploymentNameFor(domain);
    if (buildId === undefined) await unsetCurrentVersion(namespace, deploymentName);
    else await setCurrentVersion(namespace, deploymentName, buildId, Date.now() + TIMEOUT_MS);
  }
}

async function setCurrentVersion(
  { connection, namespace }: Namespace,
  deploymentName: string,
  buildId: string,
  deadline: number,
): Promise<void> {
  for (;;) {
    try {
      await connection.workflowService.setWorkerDeploymentCurrentVersion({
        ...{ namespace, deploymentName, buildId },
        // The worker of an earlier start no longer polls.
        ignoreMissingTaskQueues: true,
      });
      return;
    } catch (error) {
      if (!isGrpcServiceError(error) || !NOT_YET.has(error.code) || Date.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}

async function unsetCurrentVersion({ connection, namespace }: Namespace, deploymentName: string): Promise<void> {
  const current = await connection.workflowService.describeWorkerDeployment({ namespace, deploymentName }).then(
    ({ workerDeploymentInfo }) => workerDeploymentInfo?.routingConfig?.currentDeploymentVersion,
    // No worker with a version has ever polled, or the server has no versions.
    () => undefined,
  );
  if (!current?.buildId) return;
  await connection.workflowService.setWorkerDeploymentCurrentVersion({
    ...{ namespace, deploymentName, buildId: '', ignoreMissingTaskQueues: true },
  });
}
