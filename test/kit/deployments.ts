import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { deploymentNameFor } from '../../src/workers/versioning.js';
import type { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { waitUntil } from './observe.js';
import type { System } from './system.js';

/** Makes a version the current one, as an operator does who waits until its workers have shown themselves. */
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

/** Of a version of the orders workers: `draining`, `drained`. */
export async function drainageStatusOf(system: System, buildId: string): Promise<string> {
  const version = ['--deployment-name', deploymentNameFor('orders'), '--build-id', buildId];
  const described = await cli(system, 'describe-version', ...version, '--output', 'json');
  return (JSON.parse(described) as { drainageInfo?: { drainageStatus?: string } }).drainageInfo?.drainageStatus ?? '';
}

async function cli({ temporal }: System, ...args: string[]): Promise<string> {
  const server = ['--address', temporal.address, '--namespace', temporal.namespace ?? 'default'];
  return (await promisify(execFile)(inject('temporalCliPath'), ['worker', 'deployment', ...args, ...server])).stdout;
}
