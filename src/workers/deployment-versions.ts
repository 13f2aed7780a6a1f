import { isGrpcServiceError, type Client } from '@temporalio/client';
import { deploymentNameFor, type TASK_QUEUES } from '../contracts/task-queues.js';

type Domain = keyof typeof TASK_QUEUES;

/** States of a version, by the value of an enum that the SDK does not export. */
const STATUSES = ['unknown', 'inactive', 'current', 'ramping', 'draining', 'drained', 'created'] as const;

/** `unknown`: no worker of the version has ever polled, or the version was deleted. */
export type VersionStatus = (typeof STATUSES)[number];

/** gRPC: NOT_FOUND. */
const MISSING = new Set([5]);
/** gRPC: NOT_FOUND, FAILED_PRECONDITION. */
const WORKERS_MISSING = new Set([5, 9]);

/** The build id of the current version of a domain; undefined when no version is current. */
export async function currentBuildId(client: Client, domain: Domain): Promise<string | undefined> {
  const { namespace } = client.options;
  const described = await unlessNotFound(
    client.workflowService.describeWorkerDeployment({ namespace, deploymentName: deploymentNameFor(domain) }),
  );
  const buildId = described?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId;
  return buildId === '' ? undefined : (buildId ?? undefined);
}

/** What Temporal knows about a version of a domain. */
export async function versionStatus(client: Client, domain: Domain, buildId: string): Promise<VersionStatus> {
  const { namespace } = client.options;
  const deploymentVersion = { deploymentName: deploymentNameFor(domain), buildId };
  const described = await unlessNotFound(
    client.workflowService.describeWorkerDeploymentVersion({ namespace, deploymentVersion }),
  );
  return STATUSES[described?.workerDeploymentVersionInfo?.status ?? 0];
}

/** Makes a version current. @returns the reason while Temporal rejects it because its workers do not poll yet */
export async function trySetCurrentVersion(
  client: Client,
  domain: Domain,
  buildId: string,
): Promise<string | undefined> {
  const { namespace, identity } = client.options;
  try {
    await client.workflowService.setWorkerDeploymentCurrentVersion({
      ...{ namespace, identity, deploymentName: deploymentNameFor(domain), buildId },
    });
    return undefined;
  } catch (error) {
    if (isGrpcServiceError(error) && WORKERS_MISSING.has(error.code)) return error.details;
    throw error;
  }
}

async function unlessNotFound<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isGrpcServiceError(error) && MISSING.has(error.code)) return undefined;
    throw error;
  }
}
