import { wholeNumberFlag } from '../src/process/flag-types.js';
import { readFlags } from '../src/process/flags.js';
import { firstMessage, startModule } from '../src/process/child-process.js';
import { Bench } from './bench.js';
import { startSubject } from './subjects/subject.js';
import { runRound, type Round } from './subjects/round.js';
import { closedLoop } from './load/loops.js';
import { seedCatalogue } from './load/order.js';
import { CLIENTS, compareStacks } from './compare-stacks.js';

/** Compares two whole stacks, one with telemetry (OTLP to a receiver on this machine), by the median ratio of their rounds. */
const { rounds = 7, orders = 150 } = readFlags({
  command: 'npm run bench:telemetry --',
  description: 'Compares throughput with telemetry on and off.',
  flags: {
    rounds: wholeNumberFlag('N', 'Rounds; by default 7', { min: 1 }),
    orders: wholeNumberFlag('N', 'Orders a round; by default 150', { min: 1 }),
  },
});
/** Runs a round of `count` orders on a stack. */
type Variant = (count: number) => Promise<Round>;

const bench = new Bench();
const receiver = startModule(new URL('./otlp-sink.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
bench.onStop(() => receiver.stop());
const endpoint = (await firstMessage(receiver, 'The OTLP receiver')) as string;
try {
  const variants = [await startVariant('off'), await startVariant('on', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })];
  await compareStacks(bench, { feature: 'telemetry', rounds, orders, variants });
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
