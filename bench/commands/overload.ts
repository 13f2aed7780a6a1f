import { setTimeout as sleep } from 'node:timers/promises';
import { AftermathCounter } from '../aftermath.js';
import type { Bench } from '../bench.js';
import { closedLoop } from '../load/loops.js';
import { seedCatalogue, type OrderFactory } from '../load/order.js';
import { isPlaced, Shop, type Attempt } from '../load/shop.js';
import type { Options } from '../options.js';
import { AS_SHIPPED } from '../stack.js';
import { median, percentile } from '../statistics.js';
import { roundToDigits, table } from '../table.js';

const CONNECTIONS = 1_000;
const CAPACITY_CLIENTS = 20;
const CAPACITY_ORDERS = 300;
const WAIT_SECONDS = 30;
const WARM_UP_SECONDS = 20;
/** The service is back to normal when an order takes at most this many times what it takes without load. */
const NORMAL_RATIO = 3;
const PROBE_MS = 250;
const MAX_PROBES = 240;

/** Offers multiples of the orders per second that the service can confirm, none with an Idempotency-Key. */
export async function measureOverload({ loads, seconds }: Options, bench: Bench) {
  const { capacity, normalMs } = await measureCapacity(bench);
  const stack = await bench.startStack(AS_SHIPPED);
  const counter = new AftermathCounter(stack);
  await counter.connect();
  bench.onStop(() => counter.close());
  const shop = new Shop(stack.url, CONNECTIONS);
  bench.onStop(() => shop.close());
  const newOrder = await seedCatalogue(stack.databaseUrl);
  await offer(shop, newOrder, capacity / 2, WARM_UP_SECONDS);
  await counter.settle();
  bench.log(`Capacity: ${roundToDigits(capacity)} orders per second; without load, ${roundToDigits(normalMs)} ms`);

  const rows = [];
  for (const load of loads) {
    const startedAt = new Date();
    const attempts = await offer(shop, newOrder, load * capacity, seconds);
    const recoverySeconds = await waitUntilNormal(shop, newOrder, normalMs, (attempt) => attempts.push(attempt));
    const placed = attempts.filter(isPlaced);
    const refused = attempts.filter((attempt) => !isPlaced(attempt));
    const { goodput, ...aftermath } = await counter.since(
      startedAt,
      new Set(placed.map(({ orderId }) => orderId ?? '')),
    );
    const quantile = (list: readonly Attempt[], rank: number) =>
      roundToDigits(
        percentile(
          list.map(({ ms }) => ms),
          rank,
        ),
      );
    rows.push({
      load,
      'offered/s': roundToDigits(load * capacity),
      'goodput/s': roundToDigits(goodput),
      'of capacity': roundToDigits(goodput / capacity),
      placed: placed.length,
      'accept p50, ms': quantile(placed, 50),
      'p99, ms': quantile(placed, 99),
      refused: refused.length,
      'not as overloaded': refused.filter(({ code }) => code !== 'overloaded').length,
      'refusal p50, ms': quantile(refused, 50),
      'refusal p99, ms': quantile(refused, 99),
      'runs without an answer': aftermath.runs - placed.length,
      'charged though refused': aftermath.chargedThoughRefused,
      'normal after, s': roundToDigits(recoverySeconds),
    });
    bench.log(`${load} times the capacity`);
  }
  bench.print(
    `\nCapacity: ${roundToDigits(capacity)} orders per second, ${CAPACITY_CLIENTS} clients that wait for their orders. ` +
      `Each load lasts ${seconds} s.\n\n${table(rows)}`,
  );
  return { capacity, normalMs, rows };
}

/**
 * Orders confirmed per second of a stack that admits every order, by clients that wait for them, after a warm-up, and the time to
 * acceptance of a single order.
 */
async function measureCapacity(bench: Bench) {
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const shop = new Shop(stack.url, CAPACITY_CLIENTS);
  const place = async (order: ReturnType<OrderFactory>) => {
    const { ms } = await shop.place(order, { waitSeconds: WAIT_SECONDS });
    return { acceptMs: ms, confirmMs: ms };
  };
  await closedLoop(place, newOrder, CAPACITY_CLIENTS, CAPACITY_ORDERS);
  const { seconds, latencies } = await closedLoop(place, newOrder, CAPACITY_CLIENTS, CAPACITY_ORDERS);
  const single: number[] = [];
  for (let count = 0; count < 10; count++) single.push((await shop.place(newOrder())).ms);
  await shop.close();
  await stack.stop();
  return { capacity: latencies.length / seconds, normalMs: median(single) };
}

/** Sends orders at a fixed rate, whether or not earlier ones have a response. @param rate - orders per second */
async function offer(shop: Shop, newOrder: OrderFactory, rate: number, seconds: number): Promise<Attempt[]> {
  const startedAt = performance.now();
  const attempts: Promise<Attempt>[] = [];
  for (let number = 0; number < rate * seconds; number++) {
    const waitMs = startedAt + (number * 1_000) / rate - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    attempts.push(shop.place(newOrder()));
  }
  return Promise.all(attempts);
}

/** Seconds until an order is accepted as fast as without load. */
async function waitUntilNormal(
  shop: Shop,
  newOrder: OrderFactory,
  normalMs: number,
  onAttempt: (attempt: Attempt) => void,
): Promise<number> {
  const startedAt = performance.now();
  for (let probe = 0; probe < MAX_PROBES; probe++) {
    const attempt = await shop.place(newOrder());
    onAttempt(attempt);
    if (isPlaced(attempt) && attempt.ms <= normalMs * NORMAL_RATIO) break;
    await sleep(PROBE_MS);
  }
  return (performance.now() - startedAt) / 1_000;
}
