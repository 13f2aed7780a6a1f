import { setTimeout as sleep } from 'node:timers/promises';
import { withAftermath } from '../aftermath.js';
import type { Bench } from '../bench.js';
import { closedLoop } from '../load/loops.js';
import { openStorefront } from '../load/open-storefront.js';
import { seedCatalogue, type OrderFactory } from '../load/order.js';
import { isPlaced, type Attempt, type Storefront } from '../load/storefront.js';
import { SERVERS, type Options } from '../options.js';
import { startStackOn } from '../servers.js';
import { AS_SHIPPED } from '../stack.js';
import { median, percentile } from '../statistics.js';
import { SUBJECTS, type SubjectName } from '../subjects/names.js';
import { startSubjects } from '../subjects/subject.js';
import { roundToDigits, table } from '../table.js';

const CONNECTIONS = 1_000;
const CAPACITY_CLIENTS = 20;
const CAPACITY_ORDERS = 300;
const SINGLE_ORDERS = 10;
const WARM_UP_SECONDS = 20;
/** As long as our API tries to accept an order. */
const PATIENCE_MS = 10_000;
/** A subject is back to normal when an order takes at most this many times what it takes without load. */
const NORMAL_RATIO = 3;
const PROBE_MS = 250;
const MAX_PROBES = 240;

interface Capacity {
  readonly ordersPerSecond: number;
  /** The time to acceptance of a single order, in ms. */
  readonly normalMs: number;
}

/** Offers each subject multiples of the orders per second that it can confirm. No order has an Idempotency-Key. */
export async function measureOverload(options: Options, bench: Bench) {
  const capacities = await measureCapacities(options, bench);
  const { server, stack } = await startStackOn(options.servers, bench, AS_SHIPPED);
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const rows = [];
  for (const subject of await startSubjects(options.only, stack, bench)) {
    const storefront = openStorefront(subject, stack, { connections: CONNECTIONS, patienceMs: PATIENCE_MS });
    bench.onStop(() => storefront.close());
    const { ordersPerSecond: capacity = NaN, normalMs = NaN } = capacities.get(subject.name) ?? {};
    const startedAt = new Date();
    await offer(storefront, newOrder, capacity / 2, WARM_UP_SECONDS);
    await storefront.confirmedSince(startedAt);
    for (const load of options.loads) {
      let recoverySeconds = NaN;
      const { attempts, aftermath } = await withAftermath({ stack, subject, storefront }, async () => {
        const attempts = await offer(storefront, newOrder, load * capacity, options.seconds);
        const recovery = await waitUntilNormal(storefront, newOrder, normalMs);
        recoverySeconds = recovery.seconds;
        return [...attempts, ...recovery.attempts];
      });
      rows.push({ subject: subject.name, load, capacity, recoverySeconds, attempts, aftermath });
      bench.log(`${subject.name}, ${load} times the capacity of ${roundToDigits(capacity)} orders per second`);
    }
  }
  bench.print(
    `\n${options.seconds} s of each load, ${SERVERS[server]}. The capacity of a subject is what it confirms for ` +
      `${CAPACITY_CLIENTS} clients that wait for their orders.\n\n${table(rows.map(toCells))}`,
  );
  return rows.map(({ attempts, ...row }) => ({ ...row, attempts: attempts.length }));
}

interface Row {
  readonly subject: SubjectName;
  readonly load: number;
  readonly capacity: number;
  readonly recoverySeconds: number;
  readonly attempts: readonly Attempt[];
  readonly aftermath: Awaited<ReturnType<typeof withAftermath>>['aftermath'];
}

function toCells({ subject, load, capacity, recoverySeconds, attempts, aftermath }: Row) {
  const placed = attempts.filter(isPlaced);
  const refused = attempts.filter(({ outcome }) => outcome === 'refused');
  const quantile = (list: readonly Attempt[], rank: number) => {
    const times = list.map(({ ms }) => ms);
    return list.length > 0 ? roundToDigits(percentile(times, rank)) : undefined;
  };
  return {
    subject: SUBJECTS[subject],
    load,
    'offered/s': roundToDigits(load * capacity),
    'goodput/s': roundToDigits(aftermath.goodput),
    'of capacity': roundToDigits(aftermath.goodput / capacity),
    placed: placed.length,
    'accept p50, ms': quantile(placed, 50),
    'p99, ms': quantile(placed, 99),
    refused: refused.length,
    'not as overloaded': refused.filter(({ code }) => code !== 'overloaded').length,
    'refusal p50, ms': quantile(refused, 50),
    'refusal p99, ms': quantile(refused, 99),
    'no answer': attempts.filter(({ outcome }) => outcome === 'no answer').length,
    'runs without an answer': aftermath.runs === undefined ? undefined : aftermath.runs - placed.length,
    'charged though not placed': aftermath.chargedThoughNotPlaced,
    'CPU ms/confirmed in time': roundToDigits((aftermath.cpuSeconds * 1_000) / Math.max(1, aftermath.inTime)),
    'normal after, s': roundToDigits(recoverySeconds),
  };
}

/** Measured on a stack that admits every order, after a warm-up. */
async function measureCapacities(options: Options, bench: Bench): Promise<ReadonlyMap<SubjectName, Capacity>> {
  const { stack } = await startStackOn(options.servers, bench);
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const capacities = new Map<SubjectName, Capacity>();
  for (const subject of await startSubjects(options.only, stack, bench)) {
    await closedLoop(subject.place, newOrder, CAPACITY_CLIENTS, CAPACITY_ORDERS);
    const { seconds, latencies } = await closedLoop(subject.place, newOrder, CAPACITY_CLIENTS, CAPACITY_ORDERS);
    const single = await closedLoop(subject.place, newOrder, 1, SINGLE_ORDERS);
    capacities.set(subject.name, {
      ordersPerSecond: latencies.length / seconds,
      normalMs: median(single.latencies.map(({ acceptMs, confirmMs }) => acceptMs ?? confirmMs)),
    });
    await subject.stop();
  }
  await stack.stop();
  return capacities;
}

/** Sends orders at a fixed rate, whether or not earlier ones have an answer. @param rate - orders per second */
async function offer(
  storefront: Storefront,
  newOrder: OrderFactory,
  rate: number,
  seconds: number,
): Promise<Attempt[]> {
  const startedAt = performance.now();
  const attempts: Promise<Attempt>[] = [];
  for (let number = 0; number < rate * seconds; number++) {
    const waitMs = startedAt + (number * 1_000) / rate - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    attempts.push(storefront.place(newOrder()));
  }
  return Promise.all(attempts);
}

/** Places orders one by one until one is accepted as fast as without load. */
async function waitUntilNormal(storefront: Storefront, newOrder: OrderFactory, normalMs: number) {
  const startedAt = performance.now();
  const attempts: Attempt[] = [];
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const attempt = await storefront.place(newOrder());
    attempts.push(attempt);
    if (isPlaced(attempt) && attempt.ms <= normalMs * NORMAL_RATIO) break;
    await sleep(PROBE_MS);
  }
  return { attempts, seconds: (performance.now() - startedAt) / 1_000 };
}
