import { setTimeout as sleep } from 'node:timers/promises';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { startModule } from '../../src/process/child-process.js';
import type { Bench } from '../bench.js';
import type { Options } from '../options.js';
import type { Stack } from '../stack.js';
import { median } from '../statistics.js';
import { roundToDigits, table } from '../table.js';
import { connectToTemporal } from '../temporal.js';

const POLL_INTERVAL_MS = 20;
/** Values of TaskQueueType in the Temporal API. */
const WORKFLOW_TASKS = 1;
const ACTIVITY_TASKS = 2;

type Temporal = Awaited<ReturnType<typeof connectToTemporal>>;
type Domain = keyof typeof TASK_QUEUES;

/** Measures the time from the start of a worker until it polls Temporal. */
export async function measureStarts({ rounds }: Options, bench: Bench): Promise<unknown> {
  const stack = await bench.startStack();
  const temporal = await connectToTemporal(stack);
  bench.onStop(() => temporal.close());
  const domains = Object.keys(TASK_QUEUES) as Domain[];
  const starts = Object.fromEntries(domains.map((domain) => [domain, []])) as unknown as Record<Domain, number[]>;
  for (let round = 1; round <= rounds; round++) {
    for (const domain of domains) starts[domain].push(await timeStart(domain, stack, temporal));
    bench.log(`Round ${round} of ${rounds}`);
  }
  bench.print(
    table(
      domains.map((domain) => ({
        worker: domain === 'orders' ? 'orders, with the built bundle' : `${domain}, activities only`,
        'start to polling, s': roundToDigits(median(starts[domain])),
        all: starts[domain].map((seconds) => roundToDigits(seconds)).join(' '),
      })),
    ),
  );
  return starts;
}

async function timeStart(domain: Domain, { environment }: Stack, temporal: Temporal): Promise<number> {
  const startedAt = performance.now();
  const worker = startModule(`dist/workers/${domain}.js`, [], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  while (!(await isPolling(domain, worker.process.pid ?? 0, temporal))) await sleep(POLL_INTERVAL_MS);
  const seconds = (performance.now() - startedAt) / 1_000;
  await worker.stop();
  return seconds;
}

/** The identity of a worker starts with its process id. */
async function isPolling(domain: Domain, pid: number, { connection }: Temporal): Promise<boolean> {
  const { pollers } = await connection.workflowService.describeTaskQueue({
    namespace: 'default',
    taskQueue: { name: TASK_QUEUES[domain] },
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the client does not export the enum
    taskQueueType: domain === 'orders' ? WORKFLOW_TASKS : ACTIVITY_TASKS,
  });
  return pollers.some(({ identity }) => identity?.startsWith(`${pid}@`));
}
