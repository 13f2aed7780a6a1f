import { randomUUID } from 'node:crypto';
import type { DataSource, Logger } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderWatch } from '../../src/api/orders/order-watch.js';
import { openDatabase } from '../../src/domains/database/database.js';
import type { OrderFilter } from '../../src/domains/orders/order-filter.js';
import { OrderReader } from '../../src/domains/orders/order-reader.js';
import { ordersSchema } from '../../src/domains/orders/schema.js';
import { PaymentReader } from '../../src/domains/payments/payment-reader.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

const ORDERS = 1_000_000;

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Plan Rows'?: number;
  readonly Plans?: readonly Plan[];
}

interface Query {
  readonly sql: string;
  readonly parameters: unknown;
}

let queries: Query[] = [];
const ignore = () => undefined;

/** Records the statements that a reader executes. */
const recorder: Logger = {
  logQuery: (sql, parameters = []) => queries.push({ sql, parameters }),
  logQueryError: ignore,
  logQuerySlow: ignore,
  logSchemaBuild: ignore,
  logMigration: ignore,
  log: ignore,
};

let database: TestDatabase;
let source: DataSource;
/** Has 100,000 orders; every other user has ten. */
let busyUserId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  busyUserId = randomUUID();
  await fill();
  source = await openDatabase(database.url, [ordersSchema, paymentsSchema]);
  source.logger = recorder;
}, 300_000);
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

/** Drops the indexes first: building them once at the end is faster than updating them for every row. */
async function fill(): Promise<void> {
  const indexes = await database.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = 'orders.orders'::regclass AND NOT indisprimary`,
  );
  for (const { name } of indexes) await database.query(`DROP INDEX ${name}`);
  // A logged table cannot reference an unlogged one.
  await database.query('ALTER TABLE orders.return_items SET UNLOGGED');
  await database.query('ALTER TABLE orders.returns SET UNLOGGED');
  await database.query('ALTER TABLE orders.order_status_history SET UNLOGGED');
  await database.query('ALTER TABLE orders.order_items SET UNLOGGED');
  await database.query('ALTER TABLE orders.orders SET UNLOGGED');
  await database.query(
    `INSERT INTO orders.orders (id, user_id, status, total_amount, currency, payment_id, payment_method,
                                reservation_expires_at, created_at)
     SELECT gen_random_uuid(),
            CASE WHEN n % 10 = 0 THEN $1 ELSE md5((n / 10)::text)::uuid END,
            (ARRAY['pending', 'paid', 'confirmed', 'cancelled', 'failed', 'confirmed', 'confirmed'])[1 + n % 7],
            1000, 'USD', gen_random_uuid(), 'credit_card', now(), '2024-01-01'::timestamptz + n * interval '1 minute'
     FROM generate_series(1, ${ORDERS}) AS n`,
    [busyUserId],
  );
  for (const { definition } of indexes) await database.query(definition);
  await database.query('VACUUM ANALYZE orders.orders');
  await database.query(
    `INSERT INTO payments.payments (order_id, user_id, amount, currency, method, status)
     SELECT id, user_id, total_amount, currency, payment_method, 'pending' FROM orders.orders LIMIT 100000`,
  );
  await database.query('VACUUM ANALYZE payments.payments');
}

/** The plan of the query that selects the page. */
function planOf(filter: OrderFilter): Promise<Plan[]> {
  return planOfFirstQuery(() => new OrderReader(source).list(filter));
}

async function planOfFirstQuery(read: () => Promise<unknown>): Promise<Plan[]> {
  queries = [];
  await read();
  const [query] = queries;
  if (!query) throw new Error('No statement was executed.');
  return explain(query);
}

async function explain(query: Query): Promise<Plan[]> {
  const [row] = await database.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `EXPLAIN (FORMAT JSON) ${query.sql}`,
    query.parameters as unknown[],
  );
  const nodesOf = (plan: Plan): Plan[] =>
    readsArchiveOnly(plan) ? [] : [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
  return row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
}

/** The archive is empty here, so the planner may scan and sort it. */
function readsArchiveOnly({ Plans: inner = [], 'Relation Name': relation }: Plan): boolean {
  if (relation !== undefined) return relation.startsWith('archived_');
  return inner.length > 0 && inner.every(readsArchiveOnly);
}

const FILTERS: Record<string, Partial<OrderFilter>> = {
  userId: { userId: '' },
  status: { status: 'confirmed' },
  createdAfter: { createdAfter: '2024-02-01T00:00:00.000Z' },
  createdBefore: { createdBefore: '2025-11-01T00:00:00.000Z' },
};

/** Every combination of the filters. */
const combinations = Array.from({ length: 2 ** Object.keys(FILTERS).length }, (_, bits) =>
  Object.keys(FILTERS).filter((_name, index) => (bits >> index) & 1),
);

/** The cursor of the last page: the 22nd order from the end. */
async function cursorOfLastPage({ userId, status, createdAfter, createdBefore }: Partial<OrderFilter>) {
  const [order] = await database.query<{ id: string; created_at: Date }>(
    `SELECT id, created_at FROM orders.orders
     WHERE ($1::uuid IS NULL OR user_id = $1) AND ($2::text IS NULL OR status = $2)
       AND ($3::timestamptz IS NULL OR created_at > $3) AND ($4::timestamptz IS NULL OR created_at < $4)
     ORDER BY created_at, id OFFSET 21 LIMIT 1`,
    [userId, status, createdAfter, createdBefore],
  );
  if (!order) throw new Error('The list has only one page.');
  return { createdAt: order.created_at.toISOString(), id: order.id };
}

describe.each(['first', 'last'])('the %s page of a million orders', (page) => {
  it.each(combinations.map((names) => ({ names, by: names.join(', ') || 'nothing' })))(
    'is read from an index in its order when filtered by $by',
    async ({ names }) => {
      const chosen = Object.assign({}, ...names.map((name) => FILTERS[name])) as Partial<OrderFilter>;
      const filter = { ...chosen, ...('userId' in chosen && { userId: busyUserId }), limit: 21 };
      const nodes = await planOf(page === 'first' ? filter : { ...filter, after: await cursorOfLastPage(filter) });
      const scans = nodes.filter((node) => node['Relation Name'] === 'orders');
      expect(scans.map((node) => node['Node Type']).join()).toMatch(/^Index (Only )?Scan$/);
      expect(nodes.filter((node) => /Seq Scan|Bitmap/.test(node['Node Type']))).toEqual([]);
      // With the empty archive, the planner may append and sort the rows of the last page.
      expect(nodes.filter((node) => node['Node Type'].includes('Sort') && (node['Plan Rows'] ?? 0) > 100)).toEqual([]);
    },
  );
});

it('reads the versions of watched orders by unique index, in one statement for each domain', async () => {
  const watched = await database.query<{ id: string }>('SELECT id FROM orders.orders LIMIT 50');
  const watch = new OrderWatch(new OrderReader(source), new PaymentReader(source));
  queries = [];
  await Promise.all(watched.map(({ id }) => watch.waitForChange(id, 0, AbortSignal.timeout(60_000))));
  // The first tick may start before all of the orders are watched.
  const statements = queries.slice(-2);
  const nodes = (await Promise.all(statements.map(explain))).flat();
  expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  const indexes = nodes.map((node) => node['Index Name']).filter((name) => name !== undefined);
  expect(indexes.sort()).toEqual(['one_payment_per_order', 'orders_pkey']);
});
