import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/domains/database/database.js';
import { ALL_DOMAINS, migrate, pendingMigrations } from '../../src/migrate/migrate.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

const MIGRATIONS = ALL_DOMAINS.flatMap((domain) => domain.migrations.map((migration) => migration.name));

const TABLES = [
  'access.api_keys',
  'access.changes',
  'access.migrations',
  'catalog.idempotency_keys',
  'catalog.migrations',
  'catalog.products',
  'events.events',
  'events.migrations',
  'events.settings',
  'events.sinks',
  'events.subjects',
  'inventory.idempotency_keys',
  'inventory.migrations',
  'inventory.reservations',
  'inventory.returned_stock',
  'inventory.stock',
  'inventory.stock_movements',
  'orders.archived_order_items',
  'orders.archived_order_status_history',
  'orders.archived_orders',
  'orders.archived_return_items',
  'orders.archived_returns',
  'orders.erasures',
  'orders.idempotency_keys',
  'orders.installation',
  'orders.migrations',
  'orders.order_details',
  'orders.order_items',
  'orders.order_status_history',
  'orders.orders',
  'orders.personal_data',
  'orders.return_items',
  'orders.returns',
  'payments.disputes',
  'payments.gateway_events',
  'payments.migrations',
  'payments.payments',
  'payments.refunds',
  'webhooks.attempts',
  'webhooks.endpoints',
  'webhooks.idempotency_keys',
  'webhooks.migrations',
  'webhooks.progress',
  'webhooks.queue',
];

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.query(`DROP SCHEMA IF EXISTS ${ALL_DOMAINS.map(({ schema }) => schema).join(', ')} CASCADE`));

async function tables(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables
     WHERE schemaname = ANY ($1) AND tablename !~ '^events_\\d{8}$' ORDER BY name`,
    [[...new Set(TABLES.map((table) => table.split('.')[0]))]],
  );
  return rows.map((row) => row.name);
}

/** Columns, constraints and indexes from Postgres's catalogs. */
function description() {
  return database.query(
    `SELECT attrelid::regclass::text AS of, attname AS name, format_type(atttypid, atttypmod) AS what
     FROM pg_attribute WHERE attnum > 0 AND attrelid::regclass::text = ANY ($1)
     UNION ALL
     SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
     FROM pg_constraint WHERE conrelid::regclass::text = ANY ($1)
     UNION ALL
     SELECT schemaname || '.' || tablename, indexname, indexdef
     FROM pg_indexes WHERE schemaname || '.' || tablename = ANY ($1)
     ORDER BY 1, 2, 3`,
    [TABLES],
  );
}

async function pending(): Promise<string[]> {
  const source = await openDatabase(database.url, ALL_DOMAINS);
  try {
    return await pendingMigrations(source);
  } finally {
    await source.destroy();
  }
}

/** Reverts a domain's migrations, the latest first. */
async function revert({ schema, migrations }: (typeof ALL_DOMAINS)[number]): Promise<void> {
  const source = await new DataSource({
    type: 'postgres',
    url: database.url,
    schema,
    migrations: [...migrations],
  }).initialize();
  for (const _ of migrations) await source.undoLastMigration();
  await source.destroy();
}

it('creates each table in the schema of its domain', async () => {
  expect(await migrate(database.url)).toEqual(MIGRATIONS);
  expect(await tables()).toEqual(TABLES);
  expect(await pending()).toEqual([]);
});

it('changes nothing when repeated', async () => {
  await migrate(database.url);
  const before = await description();
  expect(await migrate(database.url)).toEqual([]);
  expect(await description()).toEqual(before);
  expect(await pending()).toEqual([]);
});

it('runs each migration once when started concurrently', async () => {
  const ran = await Promise.all(Array.from({ length: 3 }, () => migrate(database.url)));
  expect(ran.flat()).toEqual(MIGRATIONS);
  expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  expect(await tables()).toEqual(TABLES);
  expect(await pending()).toEqual([]);
});

it.each(ALL_DOMAINS.map((domain) => domain.schema))('reverts and repeats the migrations of %s', async (schema) => {
  await migrate(database.url);
  const before = await description();
  // The outbox has triggers on the tables of the others, which would be lost with them.
  const reverted = ALL_DOMAINS.filter((each) => each.schema === schema || each.schema === 'events');
  for (const each of reverted.toReversed()) await revert(each);
  const isReverted = (name: string) =>
    reverted.some((each) => name.startsWith(`${each.schema}.`) && name !== `${each.schema}.migrations`);
  expect(await tables()).toEqual(TABLES.filter((name) => !isReverted(name)));
  const names = reverted.flatMap(({ migrations }) => migrations.map((migration) => migration.name));
  expect(await pending()).toEqual(names);
  expect(await migrate(database.url)).toEqual(names);
  expect(await description()).toEqual(before);
});

it('creates no table when a service connects', async () => {
  const source = await openDatabase(database.url, ALL_DOMAINS);
  await source.destroy();
  expect(await tables()).toEqual([]);
});

it('creates every column that the entities read', async () => {
  await migrate(database.url);
  const source = await openDatabase(database.url, ALL_DOMAINS);
  const read = await Promise.all(source.entityMetadatas.map(({ target }) => source.getRepository(target).find()));
  await source.destroy();
  expect(read).toEqual(source.entityMetadatas.map(() => []));
});
