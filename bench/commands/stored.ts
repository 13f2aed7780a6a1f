import pg from 'pg';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import type { Bench } from '../bench.js';
import { seedCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import { median } from '../statistics.js';
import { fill, STORED, storedId } from '../stored/fill.js';
import { openOrderStatements } from '../stored/order-statements.js';
import { roundToDigits, table } from '../table.js';

const MIN_ORDERS = 1_000;
const SAMPLES = 30;

/** Measures an order's statements and the read routes as the number of stored orders grows tenfold in each step. */
export async function measureByStoredOrders({ rounds, orders }: Options, bench: Bench): Promise<unknown> {
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  bench.onStop(() => client.end());
  const statements = await openOrderStatements(stack.databaseUrl);
  bench.onStop(() => statements.close());
  const order = await storedId(client, `order${STORED.order}`);
  const userId = await storedId(client, `user${STORED.user}`);
  const token = await signToken(LOCAL_JWT_SECRET, { userId, role: 'customer' });
  const operator = await signToken(LOCAL_JWT_SECRET, { userId, role: 'operator' });
  const products = newOrder(200).lines.map(({ productId }) => productId);

  const get = async (path: string, bearer: string) => {
    const response = await fetch(new URL(path, stack.url), { headers: { authorization: `Bearer ${bearer}` } });
    if (!response.ok) throw new Error(`${path} returned status ${response.status}`);
    await response.arrayBuffer();
  };
  const measured: Readonly<Record<string, () => Promise<void>>> = {
    "an order's statements": () => statements.place(newOrder()),
    'GET an order': () => get(`/v1/orders/${order}`, token),
    'its history': () => get(`/v1/orders/${order}/history`, token),
    "a customer's orders": () => get('/v1/orders?limit=20', token),
    'all orders, by status': () => get('/v1/orders?limit=20&status=confirmed', operator),
    products: () => get('/v1/products?limit=20', token),
  };

  const rows: Record<string, number>[] = [];
  let stored = 0;
  for (let size = MIN_ORDERS; size <= orders; size *= 10) {
    bench.log(`Storing ${size} orders`);
    await fill(client, stored + 1, size, products);
    stored = size;
    const times = Object.entries(measured).map(([name, run]) => ({ name, run, rounds: [] as number[] }));
    for (const { run } of times) await medianMs(run);
    for (let round = 1; round <= rounds; round++)
      for (const measurement of times) measurement.rounds.push(await medianMs(measurement.run));
    const medians = times.map(
      (measurement) => [`${measurement.name}, ms`, roundToDigits(median(measurement.rounds))] as const,
    );
    rows.push({ 'stored orders': size, ...Object.fromEntries(medians) });
  }
  bench.print(table(rows));
  return rows;
}

async function medianMs(run: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const startedAt = performance.now();
    await run();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
