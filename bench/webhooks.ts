import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { wholeNumberFlag } from '../src/process/flag-types.js';
import { readFlags } from '../src/process/flags.js';
import { Bench } from './bench.js';
import { startSubject } from './subjects/subject.js';
import { runRound, type Round } from './subjects/round.js';
import { closedLoop } from './load/loops.js';
import { seedCatalogue } from './load/order.js';
import { CLIENTS, compareStacks } from './compare-stacks.js';
import { roundToDigits } from './table.js';
import { createEndpoint, hasUndelivered, startReceiver } from './webhook-endpoints.js';

/** Compares two whole stacks, one with webhook endpoints on this machine, by the median ratio of their rounds. */
const {
  rounds = 7,
  orders = 150,
  endpoints = 3,
} = readFlags({
  command: 'npm run bench:webhooks --',
  description: 'Compares the throughput of orders with and without webhook endpoints.',
  flags: {
    rounds: wholeNumberFlag('N', 'Rounds; by default 7', { min: 1 }),
    orders: wholeNumberFlag('N', 'Orders a round; by default 150', { min: 1 }),
    endpoints: wholeNumberFlag('N', 'Endpoints; by default 3', { min: 1 }),
  },
});

/** Runs a round of `count` orders, and then waits until every event is delivered. */
type Variant = (count: number) => Promise<Round>;

const bench = new Bench();
const receiverUrl = await startReceiver(bench);
const drainSeconds: number[] = [];
try {
  const variants = [await startVariant('off', 0), await startVariant('on', endpoints)];
  const onWarm = () => void (drainSeconds.length = 0);
  await compareStacks(bench, { feature: 'webhooks', rounds, orders, variants, onWarm });
  bench.print(
    `Seconds until the last event was delivered: ${drainSeconds.map((seconds) => roundToDigits(seconds)).join(' ')}`,
  );
} finally {
  await bench.stop();
}

async function startVariant(name: string, count: number): Promise<Variant> {
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const ours = await startSubject('ours', stack, '');
  bench.onStop(() => ours.stop());
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  bench.onStop(() => database.end());
  for (let number = 0; number < count; number++) await createEndpoint(stack.url, `${receiverUrl}/${number}`);
  return async (orderCount) => {
    const round = await runRound(ours, name, (place) => closedLoop(place, newOrder, CLIENTS, orderCount));
    const startedAt = performance.now();
    while (await hasUndelivered(database)) await sleep(100);
    if (count > 0) drainSeconds.push((performance.now() - startedAt) / 1_000);
    return round;
  };
}
