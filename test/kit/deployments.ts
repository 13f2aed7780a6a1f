import { inject } from 'vitest';
import { deploymentNameFor, type TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { waitUntil } from './observe.js';
import type { System } from './system.js';
import { execFileAsync } from '../../src/process/child-process.js';

/** Makes a version current. Retries until the server knows the version, which takes until its first worker polls. */
export async function setCurrentVersion(
  system: System,
  domain: keyof typeof TASK_QUEUES,
  buildId: string,
): Promise<void> {
  const version = ['--deployment-name', deploymentNameFor(domain), '--build-id', buildId];
  await waitUntil(
    () =>
      cli(system, 'set-current-version', ...version, '--yes').then(
        () => '',
        (error: unknown) => String(error),
      ),
    (error) => error === '',
  );
}

/** @returns `draining` or `drained`; an empty string before that */
export async function readDrainageStatus(system: System, buildId: string): Promise<string> {
  const version = ['--deployment-name', deploymentNameFor('orders'), '--build-id', buildId];
  const described = await cli(system, 'describe-version', ...version, '--output', 'json');
  return (JSON.parse(described) as { drainageInfo?: { drainageStatus?: string } }).drainageInfo?.drainageStatus ?? '';
}

async function cli({ temporal }: System, ...args: string[]): Promise<string> {
  const server = ['--address', temporal.address, '--namespace', temporal.namespace ?? 'default'];
  return (await execFileAsync(inject('temporalCliPath'), ['worker', 'deployment', ...args, ...server])).stdout;
}
