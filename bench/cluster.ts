import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SupervisedProcess } from '../test/chaos/supervised-process.js';
import { startCluster } from '../test/cluster/start-cluster.js';
import { addressOf } from '../test/cluster/native-services.js';
import { createClusterContext, type ClusterContext } from '../test/cluster/cluster-context.js';
import type { Bench } from './bench.js';
import type { Stack } from './stack.js';

const GRACE_MS = 10_000;

interface ClusterOptions {
  /** Additional variables of our processes. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** Changes the services of the compose files. */
  readonly change?: (services: ClusterContext['services']) => ClusterContext['services'];
}

/**
 * Starts a stack on a Temporal cluster: the services of `temporal-docker/cluster.yml`, run natively. One Postgres contains the state
 * of Temporal and of the domains.
 *
 * @throws ConfigurationError naming missing programs
 */
export async function startStackOnCluster(
  bench: Bench,
  { environment, change = (services) => services }: ClusterOptions = {},
): Promise<Stack> {
  const folder = path.join(tmpdir(), `bench-cluster-${randomUUID()}`);
  const processes = new Map<string, SupervisedProcess>();
  const stopCluster = async () => {
    await Promise.all([...processes.values()].map((child) => child.stop(GRACE_MS)));
    await rm(folder, { recursive: true, force: true });
  };
  bench.onStop(stopCluster);
  process.once('exit', () => processes.forEach((child) => child.stopNow()));
  const context = await createClusterContext(folder, (name, child) => processes.set(name, child));
  await startCluster({ ...context, services: change(context.services) }, (line) => bench.log(line));
  const stack = await bench.startStack({
    ...environment,
    DATABASE_URL: `postgres://postgres:postgres@${addressOf(context.addresses, 'postgres', 5432)}/orders`,
    TEMPORAL_ADDRESS: addressOf(context.addresses, 'frontend', 7233),
  });
  return {
    ...stack,
    externalProcesses: new Map([...processes].map(([name, child]) => [name, child.pid ?? NaN])),
    async stop() {
      await stack.stop();
      await stopCluster();
    },
  };
}
