import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrderFilter } from '../../src/domains/orders/order-filter.js';
import { startDomains, type Domains } from '../kit/domains.js';

const ORDERS = 10_000;
const wantedUser = randomUUID();

let domains: Domains;
beforeAll(async () => {
  domains = await startDomains();
  const { database } = domains;
  await database.query(
    `INSERT INTO orders.orders (id, user_id, status, total_amount, currency, payment_id, payment_method,
                                reservation_expires_at, created_at)
     SELECT gen_random_uuid(), CASE n WHEN 5000 THEN $1 ELSE md5((n / 5)::text)::uuid END,
            (ARRAY['pending', 'confirmed', 'cancelled', 'failed'])[1 + n % 4], n * 10, 'USD', gen_random_uuid(),
            CASE n WHEN 77 THEN 'wechat' ELSE 'credit_card' END, now(), now() - n * interval '1 minute'
     FROM generate_series(1, ${ORDERS}) AS n`,
    [wantedUser],
  );
  // Few orders share a SKU: for a common one, reading the table as a whole is the right plan.
  await database.query(
    `INSERT INTO orders.order_items (order_id, position, product_id, sku, name, price, quantity, subtotal)
     SELECT id, 1, gen_random_uuid(), 'SKU-' || total_amount % 30000, 'Product', 1, 1, 1 FROM orders.orders`,
  );
  await database.query('VACUUM ANALYZE orders.orders, orders.order_items');
});
afterAll(() => domains.stop());

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

/** The names of the tables that the statement which selects the page reads as a whole. */
async function tablesReadAsAWhole(filter: Partial<OrderFilter>): Promise<string[]> {
  const [sql, parameters] = domains.reader.pageStatement({ ...filter, limit: 21 });
  const [row] = await domains.source.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
    `EXPLAIN (FORMAT JSON) ${sql}`,
    parameters,
  );
  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
  const scans = nodesOf(row['QUERY PLAN'][0].Plan).filter((node) => node['Node Type'] === 'Seq Scan');
  // The archive is empty here, so the planner scans it.
  return scans.map((node) => node['Relation Name'] ?? '').filter((table) => !table.startsWith('archived_'));
}

it.each<[what: string, filter: Partial<OrderFilter>]>([
  ['nothing', {}],
  ['a common method', { method: 'credit_card' }],
  ['a rare method', { method: 'wechat' }],
  ['an unused method', { method: 'paypal' }],
  ['a narrow range of totals', { minTotal: 50_000, maxTotal: 50_100 }],
  ['a wide range of totals', { minTotal: 100 }],
  ['a total that no order has', { minTotal: 10_000_000 }],
  ['a customer id', { text: wantedUser }],
  ['the beginning of an id', { text: wantedUser.slice(0, 8) }],
  ['a SKU', { text: 'sku-120' }],
  ['an unknown SKU', { text: 'nothing' }],
  ['a status and a method', { status: 'failed', method: 'wechat' }],
  ['ids', { ids: [randomUUID(), randomUUID()] }],
])('reads no table as a whole to filter by %s', async (_what, filter) => {
  expect(await tablesReadAsAWhole(filter)).toEqual([]);
});
