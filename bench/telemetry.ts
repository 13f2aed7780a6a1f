import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Bench } from './bench.js';
import { startContender } from './contenders/contender.js';
import { runRound, summarize, type Round } from './contenders/round.js';
import { costsOf } from './contenders/tables.js';
import { closedLoop } from './load/loops.js';
import { stockCatalogue } from './load/order.js';
import { median } from './statistics.js';
import { digits, table } from './table.js';
import { inTurns } from './turns.js';

/**
 * Throughput with telemetry (OTLP to a receiver on this machine) against throughput without: two whole stacks, loaded in
 * turns, and the median of the rounds' ratios. `npm run bench:telemetry [rounds] [orders a round]`
 */
const [rounds = 7, orders = 150] = process.argv.slice(2).map(Number);
const CLIENTS = 20;
/** Until V8 has compiled what an order runs, of which there is more with telemetry. */
const WARM_UP_ORDERS = 600;

interface Side {
  readonly name: string;
  readonly run: (count: number) => Promise<Round>;
  readonly rounds: Round[];
}

const bench = new Bench();
const receiver = fork(new URL('./otlp-sink.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
bench.onStop(() => Promise.resolve(void receiver.kill()));
const [endpoint] = (await once(receiver, 'message')) as [string];
try {
  const off = await startSide('off');
  const on = await startSide('on', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });
  for (const { run } of [off, on]) await run(WARM_UP_ORDERS);
  for (let round = 1; round <= rounds; round++) {
    for (const side of inTurns([off, on], round)) side.rounds.push(await side.run(orders));
    bench.say(`round ${round} of ${rounds}`);
  }
  const rows = [off, on].flatMap((side) =>
    summarize(side.rounds).map((summary) => ({
      telemetry: side.name,
      'orders/s': digits(summary.ordersPerSecond),
      all: side.rounds.map(({ ordersPerSecond }) => digits(ordersPerSecond)).join(' '),
      ...costsOf(summary, Object.keys(summary.cpuMs)),
    })),
  );
  const ratios = on.rounds.map(({ ordersPerSecond }, i) => ordersPerSecond / (off.rounds[i]?.ordersPerSecond ?? NaN));
  bench.print(
    `CPU of a process in ms an order (its memory in MB)\n\n${table(rows)}\n\nratio on/off: ${digits(median(ratios))}`,
  );
} finally {
  await bench.stop();
}

async function startSide(name: string, environment?: Readonly<Record<string, string>>): Promise<Side> {
  const stack = await bench.startStack(environment);
  const newOrder = await stockCatalogue(stack.databaseUrl);
  const ours = await startContender('ours', stack, '');
  bench.onStop(() => ours.stop());
  const run = (count: number) => runRound(ours, name, (place) => closedLoop(place, newOrder, CLIENTS, count));
  return { name, run, rounds: [] };
}
