import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { INVARIANTS } from '../../../src/audit/invariants/index.js';
import type { TestDatabase } from '../../kit/database.js';
import { SEEDED_VIOLATIONS } from './seeded-violations.js';
import { openAuditedShop, type AuditedShop } from './audited-shop.js';

const TABLES = [
  ...['catalog.products', 'orders.orders', 'orders.order_items', 'orders.order_status_history', 'inventory.stock'],
  ...['inventory.reservations', 'inventory.stock_movements', 'payments.payments', 'payments.refunds'],
  'payments.disputes',
  ...['orders.returns', 'orders.return_items', 'inventory.returned_stock'],
  ...['access.api_keys', 'access.changes'],
  ...['events.events', 'events.subjects', 'events.settings'],
  ...['webhooks.endpoints', 'webhooks.progress', 'webhooks.queue'],
  ...['payments.gateway_events', 'gateway.charges', 'gateway.refunds', 'gateway.events'],
];

let audited: AuditedShop;
let database: TestDatabase;

/** Constraints would reject the seeded violations. */
async function dropConstraints(): Promise<void> {
  await database.query(`
    DO $$ DECLARE c record; BEGIN
      FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
               WHERE contype IN ('c', 'u', 'f') AND connamespace::regnamespace::text
                     IN ('orders', 'inventory', 'payments', 'gateway') ORDER BY contype = 'u'
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', c.t, c.conname); END LOOP;
    END $$`);
}

async function saveTables(): Promise<void> {
  await database.query('CREATE SCHEMA healthy');
  for (const table of TABLES) await database.query(`CREATE TABLE healthy."${table}" AS TABLE ${table}`);
}

/** Runs the statements in one transaction, without triggers. */
async function execute(...statements: string[]): Promise<void> {
  await database.query(['SET LOCAL session_replication_role = replica', ...statements].join(';\n'));
}

async function restoreTables(): Promise<void> {
  await execute(
    ...TABLES.flatMap((table) => [
      `DELETE FROM ${table}`,
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM healthy."${table}"`,
    ]),
  );
}

beforeAll(async () => {
  audited = await openAuditedShop();
  ({ database } = audited.shop.system);
  await saveTables();
});
afterAll(() => audited.shop.stop());

it('finds no violation in a healthy system', async () => {
  const rows = await database.query<{ status: string; orders: number }>(
    `SELECT status, count(*)::int AS orders FROM orders.orders WHERE deleted_at IS NULL GROUP BY status ORDER BY status`,
  );
  expect(rows).toEqual([
    { status: 'cancelled', orders: 2 },
    { status: 'confirmed', orders: 2 },
    { status: 'failed', orders: 1 },
  ]);
  expect(await audited.findViolations()).toEqual({});
});

it('names the charge of an order that a restored database lacks, until it is returned', async () => {
  const order = randomUUID();
  await database.query(`INSERT INTO gateway.charges (id, idempotency_key, order_id, amount, currency, method, status)
    VALUES ('CH-lost', '${order}:charge', '${order}', 100, 'USD', 'credit_card', 'succeeded')`);
  const violations = await audited.findViolations();
  expect(violations['ledger.each_charge_is_ours']).toMatchObject([{ key: `${order}:charge`, charge: 'CH-lost' }]);
  await database.query(`INSERT INTO gateway.refunds (id, charge_id, amount, status) VALUES ('RF-lost', 'CH-lost', 100, 'succeeded');
    UPDATE gateway.charges SET refunded_amount = 100 WHERE id = 'CH-lost'`);
  expect(await audited.findViolations()).toEqual({});
  await restoreTables();
});

it('seeds a violation of each invariant', () => {
  expect(Object.keys(SEEDED_VIOLATIONS)).toEqual(INVARIANTS.map(({ id }) => id));
});

it.each(Object.entries(SEEDED_VIOLATIONS))('finds a violation of %s', async (id, { sql, runs }) => {
  await dropConstraints();
  if (sql) await execute(sql);
  const violations = await audited.findViolations({ runs: async () => (runs ?? ((all) => all))(await audited.runs()) });
  await restoreTables();
  expect(violations).toHaveProperty([id]);
  expect(violations[id]).not.toHaveLength(0);
  expect(await audited.findViolations()).toEqual({});
});

it('finds a charge that does not match its payment until its money is returned', async () => {
  await dropConstraints();
  const mismatched = `order_id::uuid = (SELECT id FROM orders.orders WHERE status = 'confirmed' ORDER BY created_at LIMIT 1)`;
  await execute(
    `UPDATE payments.payments SET status = 'failed', failure_reason = 'charge_mismatch' WHERE ${mismatched}`,
    `UPDATE gateway.charges SET amount = amount + 1 WHERE ${mismatched}`,
  );
  expect(await audited.findViolations()).toMatchObject({
    'ledger.each_charge_is_ours': [expect.objectContaining({ payment: 'failed' })],
    'ledger.captured_matches_owed': expect.any(Array) as unknown,
  });
  await execute(`UPDATE gateway.charges SET refunded_amount = amount WHERE ${mismatched}`);
  const afterReturn = await audited.findViolations();
  await restoreTables();
  expect(afterReturn).not.toHaveProperty(['ledger.each_charge_is_ours']);
  expect(await audited.findViolations()).toEqual({});
});
