import pg from 'pg';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import type { Bench } from '../bench.js';
import { seedCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import { percentile } from '../statistics.js';
import { fill, STORED, storedId } from '../stored/fill.js';
import { roundToDigits, table } from '../table.js';

const SAMPLES = 100;
/** As the table of orders asks for. */
const PAGE_SIZE = 50;

/** Measures the filters of the operators' orders, each as the page sends it. */
export async function measureFilters({ rounds, orders }: Options, bench: Bench): Promise<unknown> {
  const stack = await bench.startStack();
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  bench.onStop(() => client.end());
  bench.log(`Storing ${orders} orders`);
  const products = newOrder(200).lines.map(({ productId }) => productId);
  await fill(client, 1, orders, products);

  const userId = await storedId(client, `user${STORED.user}`);
  const orderId = await storedId(client, `order${STORED.order}`);
  const token = await signToken(LOCAL_JWT_SECRET, { userId, role: 'operator' });
  const filters: Readonly<Record<string, string>> = {
    none: '',
    'the beginning of an id': `q=${orderId.slice(0, 8)}`,
    'a customer': `q=${userId}`,
    'a SKU': 'q=SKU',
    'a status': 'status=confirmed',
    'a method no order has': 'method=wechat',
    'a range of totals': 'currency=USD&min_total=1000&max_total=2000',
    'a range of dates': `created_after=${new Date(Date.now() - 3_600_000).toISOString()}`,
    'needs attention': 'needs_attention=true',
  };
  const rows: Record<string, number | string>[] = [];
  for (const [name, query] of Object.entries(filters)) {
    const times: number[] = [];
    for (let sample = 0; sample < rounds * SAMPLES; sample++) {
      const startedAt = performance.now();
      const response = await fetch(new URL(`/v1/orders?limit=${PAGE_SIZE}&${query}`, stack.url), {
        headers: { authorization: `Bearer ${token}` },
      });
      if (!response.ok) throw new Error(`${query} returned status ${response.status}`);
      await response.arrayBuffer();
      times.push(performance.now() - startedAt);
    }
    const [p50, p95] = [percentile(times, 50), percentile(times, 95)];
    rows.push({ filter: name, 'p50, ms': roundToDigits(p50), 'p95, ms': roundToDigits(p95) });
  }
  bench.print(table(rows));
  return rows;
}
