import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from '../bench.js';
import { startSubject } from '../subjects/subject.js';
import { closedLoop } from '../load/loops.js';
import { seedCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import { WORKERS } from '../../src/process/processes.js';
import { usageOf } from '../processes/usage.js';
import { roundToDigits, table } from '../table.js';

const STEPS = 10;
/** Lets the workers become idle before the measurement. */
const IDLE_MS = 5_000;

/** Collects garbage on SIGUSR2: garbage that V8 has not collected yet is not growth. */
const GC_ON_SIGNAL = `
  import { Session } from 'node:inspector';
  const session = new Session();
  session.connect();
  process.on('SIGUSR2', () => session.post('HeapProfiler.collectGarbage'));
`;
const ENVIRONMENT = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(GC_ON_SIGNAL)}` };

/** Measures the memory of the workers, without garbage, after each tenth of the orders. */
export async function measureMemory({ orders, clients: [clients = 20] }: Options, bench: Bench): Promise<unknown> {
  const stack = await bench.startStack(ENVIRONMENT);
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const ours = await startSubject('ours-direct', stack, '');
  bench.onStop(() => ours.stop());
  const rows: Record<string, number>[] = [];
  for (let step = 1; step <= STEPS; step++) {
    await closedLoop(ours.place, newOrder, clients, orders / STEPS);
    await sleep(IDLE_MS);
    for (const worker of WORKERS) process.kill(ours.processes.get(worker) ?? NaN, 'SIGUSR2');
    await sleep(IDLE_MS);
    const usage = await usageOf(ours.processes);
    const workers = WORKERS.map((worker) => {
      return [`${worker}, MB`, roundToDigits((usage.get(worker)?.memoryBytes ?? 0) / 1_048_576)] as const;
    });
    rows.push({ orders: (step * orders) / STEPS, ...Object.fromEntries(workers) });
    bench.log(`${(step * orders) / STEPS} orders`);
  }
  bench.print(table(rows));
  return rows;
}
