import { wholeNumberFlag } from '../src/process/flag-types.js';
import { readFlags } from '../src/process/flags.js';
import { firstMessage, startModule } from '../src/process/child-process.js';
import { Bench } from './bench.js';
import { startSubject } from './subjects/subject.js';
import { runRound, summarize, type Round } from './subjects/round.js';
import { costsByProcess } from './subjects/tables.js';
import { closedLoop, WARM_UP_ORDERS } from './load/loops.js';
import { seedCatalogue } from './load/order.js';
import { medianRatio } from './statistics.js';
import { roundToDigits, table } from './table.js';
import { rotateForRound } from './rotation.js';

/** Compares two whole stacks, one with telemetry (OTLP to a receiver on this machine), by the median ratio of their rounds. */
const { rounds = 7, orders = 150 } = readFlags({
  command: 'npm run bench:telemetry --',
  description: 'Compares throughput with telemetry on and off.',
  flags: {
    rounds: wholeNumberFlag('N', 'Rounds; by default 7', { min: 1 }),
    orders: wholeNumberFlag('N', 'Orders a round; by default 150', { min: 1 }),
  },
});
const CLIENTS = 20;

/** Runs a round of `count` orders on a stack. */
type Variant = (count: number) => Promise<Round>;

const bench = new Bench();
const receiver = startModule(new URL('./otlp-sink.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
bench.onStop(() => receiver.stop());
const endpoint = (await firstMessage(receiver, 'The OTLP receiver')) as string;
try {
  const variants = [await startVariant('off'), await startVariant('on', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })];
  for (const run of variants) await run(WARM_UP_ORDERS);
  const results: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const run of rotateForRound(variants, round)) results.push(await run(orders));
    bench.log(`Round ${round} of ${rounds}`);
  }
  const ratesOf = (variant: string) =>
    results.filter(({ loop }) => loop === variant).map(({ ordersPerSecond }) => ordersPerSecond);
  const rows = summarize(results).map((summary) => ({
    telemetry: summary.loop,
    'orders/s': roundToDigits(summary.ordersPerSecond),
    all: ratesOf(summary.loop)
      .map((rate) => roundToDigits(rate))
      .join(' '),
    ...costsByProcess(summary, Object.keys(summary.cpuMs)),
  }));
  const ratio = roundToDigits(medianRatio(ratesOf('on'), ratesOf('off')));
  bench.print(`CPU ms per order (memory, MB) by process\n\n${table(rows)}\n\nRatio on/off: ${ratio}`);
} finally {
  await bench.stop();
}

async function startVariant(name: string, environment?: Readonly<Record<string, string>>): Promise<Variant> {
  const stack = await bench.startStack(environment);
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const ours = await startSubject('ours', stack, '');
  bench.onStop(() => ours.stop());
  return (count) => runRound(ours, name, (place) => closedLoop(place, newOrder, CLIENTS, count));
}
