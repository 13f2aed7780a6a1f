import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Bench } from './bench.js';
import { startContender } from './contenders/contender.js';
import { closedLoop } from './load/loops.js';
import { stockCatalogue } from './load/order.js';
import { median } from './statistics.js';

/**
 * Throughput with telemetry (OTLP to a receiver on this machine) against throughput without: two whole stacks, loaded in
 * turns, and the ratio of their medians. `npm run bench:telemetry [rounds] [orders a round]`
 */
const [rounds = 7, orders = 150] = process.argv.slice(2).map(Number);
const CLIENTS = 20;

interface Side {
  readonly name: string;
  /** A round. @returns orders a second */
  readonly load: () => Promise<number>;
  readonly rates: number[];
}

const bench = new Bench();
const receiver = fork(new URL('./otlp-sink.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
bench.onStop(() => Promise.resolve(void receiver.kill()));
const [endpoint] = (await once(receiver, 'message')) as [string];
try {
  const sides = [await startSide('off'), await startSide('on', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })];
  for (const { load } of sides) await load();
  for (let round = 0; round < rounds; round++) {
    for (const { load, rates } of sides) rates.push(await load());
  }
  const [off = 0, on = 0] = sides.map(({ rates }) => median(rates));
  const table = sides.map(({ name, rates }) => ({
    telemetry: name,
    'orders/s (median)': median(rates).toFixed(1),
    all: rates.map((rate) => rate.toFixed(1)).join(' '),
  }));
  process.stdout.write(`${JSON.stringify(table, null, 2)}\nratio on/off: ${(on / off).toFixed(3)}\n`);
} finally {
  await bench.stop();
}

async function startSide(name: string, environment?: Readonly<Record<string, string>>): Promise<Side> {
  const stack = await bench.startStack(environment);
  const newOrder = await stockCatalogue(stack.databaseUrl);
  const ours = await startContender('ours', stack, '');
  bench.onStop(() => ours.stop());
  const load = async () => orders / (await closedLoop(ours.place, newOrder, CLIENTS, orders)).seconds;
  return { name, load, rates: [] };
}
