import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Bench } from './bench.js';
import { startContender } from './contenders/contender.js';
import { runRound, summarize, type Round } from './contenders/round.js';
import { costsOf } from './contenders/tables.js';
import { closedLoop, WARM_UP_ORDERS } from './load/loops.js';
import { stockCatalogue } from './load/order.js';
import { medianRatio } from './statistics.js';
import { digits, table } from './table.js';
import { inTurns } from './turns.js';

/**
 * Throughput with telemetry (OTLP to a receiver on this machine) against throughput without: two whole stacks, loaded in
 * turns, and the median of the rounds' ratios. `npm run bench:telemetry [rounds] [orders a round]`
 */
const [rounds = 7, orders = 150] = process.argv.slice(2).map(Number);
const CLIENTS = 20;

/** A stack under load. @returns what a round of so many orders came to, by the side's name */
type Side = (count: number) => Promise<Round>;

const bench = new Bench();
const receiver = fork(new URL('./otlp-sink.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
bench.onStop(() => Promise.resolve(void receiver.kill()));
const [endpoint] = (await once(receiver, 'message')) as [string];
try {
  const sides = [await startSide('off'), await startSide('on', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })];
  for (const run of sides) await run(WARM_UP_ORDERS);
  const told: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const run of inTurns(sides, round)) told.push(await run(orders));
    bench.say(`round ${round} of ${rounds}`);
  }
  const ratesOf = (side: string) =>
    told.filter(({ loop }) => loop === side).map(({ ordersPerSecond }) => ordersPerSecond);
  const rows = summarize(told).map((summary) => ({
    telemetry: summary.loop,
    'orders/s': digits(summary.ordersPerSecond),
    all: ratesOf(summary.loop)
      .map((rate) => digits(rate))
      .join(' '),
    ...costsOf(summary, Object.keys(summary.cpuMs)),
  }));
  const ratio = digits(medianRatio(ratesOf('on'), ratesOf('off')));
  bench.print(`CPU of a process in ms an order (its memory in MB)\n\n${table(rows)}\n\nratio on/off: ${ratio}`);
} finally {
  await bench.stop();
}

async function startSide(name: string, environment?: Readonly<Record<string, string>>): Promise<Side> {
  const stack = await bench.startStack(environment);
  const newOrder = await stockCatalogue(stack.databaseUrl);
  const ours = await startContender('ours', stack, '');
  bench.onStop(() => ours.stop());
  return (count) => runRound(ours, name, (place) => closedLoop(place, newOrder, CLIENTS, count));
}
