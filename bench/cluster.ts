import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Supervised } from '../test/chaos/supervised.js';
import { startCluster } from '../test/cluster/cluster.js';
import { addressOf } from '../test/cluster/native.js';
import { setStage } from '../test/cluster/stage.js';
import type { Bench } from './bench.js';
import type { Stack } from './stack.js';

const GRACE_MS = 10_000;

/**
 * Starts a stack on the Temporal that production runs: what `temporal-docker/cluster.yml` describes, natively. Its Postgres
 * holds the state of Temporal and that of the domains.
 *
 * @throws ConfigurationError naming programs that it needs
 */
export async function startStackOnCluster(bench: Bench): Promise<Stack> {
  const folder = path.join(tmpdir(), `bench-cluster-${randomUUID()}`);
  const processes = new Map<string, Supervised>();
  bench.onStop(async () => {
    await Promise.all([...processes.values()].map((one) => one.stop(GRACE_MS)));
    await rm(folder, { recursive: true, force: true });
  });
  process.once('exit', () => processes.forEach((one) => one.kill9()));
  const stage = await setStage(folder, (name, one) => processes.set(name, one));
  await startCluster(stage, (line) => bench.say(line));
  const stack = await bench.startStack({
    DATABASE_URL: `postgres://postgres:postgres@${addressOf(stage.places, 'postgres', 5432)}/orders`,
    TEMPORAL_ADDRESS: addressOf(stage.places, 'frontend', 7233),
  });
  return { ...stack, servers: new Map([...processes].map(([name, one]) => [name, one.pid ?? NaN])) };
}
