import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { openDatabase, type DomainSchema } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { PaymentsService } from '../../src/domains/payments/payments.service.js';
import { RefundsService } from '../../src/domains/payments/refunds.service.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { grantRoles, roleName, ROLE_NAMES, type RoleName } from '../../src/migrate/roles.js';
import { startGateway, type Gateway } from '../../src/gateway/server.js';
import { createLogins } from '../../src/local/postgres/logins.js';
import { startPostgres, type Postgres } from '../../src/local/postgres/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { operatorToken, startTestApi } from '../api/harness.js';
import { paymentEventRequest } from '../api/scenarios.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { createOrderInStatus, newOrder } from '../kit/orders.js';
import { paymentRequest, TOKENS } from '../kit/payments.js';
import { findFreePort } from '../../src/local/ports.js';
import { launchService } from '../kit/processes.js';

const INSUFFICIENT_PRIVILEGE = '42501';

let database: TestDatabase;
let urls: Record<RoleName, string>;
let gateway: Gateway;
const dataSources: DataSource[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  urls = await createLogins(database.url);
  const logger = createLogger('gateway', 'silent');
  gateway = await startGateway({ databaseUrl: urls.gateway, port: 0, successRate: 1, latencyMs: 10, logger });
});
afterAll(async () => {
  await Promise.all(dataSources.map((source) => source.destroy()));
  await gateway.stop();
  await database.drop();
});

async function connectAs(role: RoleName, domains: readonly DomainSchema[] = ALL_DOMAINS): Promise<DataSource> {
  const source = await openDatabase(urls[role], domains, { poolSize: 2 });
  dataSources.push(source);
  return source;
}

async function sqlState(role: RoleName, statement: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: urls[role] });
  await client.connect();
  try {
    await client.query(statement);
    return undefined;
  } catch (error) {
    return (error as pg.DatabaseError).code;
  } finally {
    await client.end();
  }
}

describe('each role has the privileges that its process needs', () => {
  it('orders: reads the catalogue and writes orders', async () => {
    const source = await connectAs('orders');
    const orders = new OrdersService(source);
    const order = newOrder();
    for (const status of ['pending', 'confirmed'] as const) await createOrderInStatus(orders, order, status);
    await orders.extendReservation(order.orderId, '2031-01-01T00:00:00.000Z');
    await orders.terminate(newOrder(), { status: 'cancelled', reason: null, actor: 'system' });
    expect(await new CatalogService(source).find([randomUUID()])).toEqual([]);
  });

  it('inventory: reserves, confirms and releases stock', async () => {
    const productId = randomUUID();
    const owner = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 1 });
    await new InventoryService(owner).create({ productId, sku: productId, quantity: 2, warehouseCode: 'MAIN' });
    await owner.destroy();
    const reservations = new ReservationsService(await connectAs('inventory'));
    const request = { orderId: randomUUID(), lines: [{ productId, quantity: 1 }] };
    await reservations.reserve({ ...request, expiresAt: '2030-01-01T00:00:00.000Z' });
    await reservations.extend(request.orderId, '2031-01-01T00:00:00.000Z');
    await reservations.confirm(request);
    await reservations.release(request);
  });

  it('payments and gateway: charge, refund and void', async () => {
    const source = await connectAs('payments');
    const provider = new SimulatedGateway(gateway.url);
    const payments = new PaymentsService(source, provider, TOKENS);
    const paid = paymentRequest();
    await payments.process(paid);
    const { orderId } = paid;
    await new RefundsService(source, provider).refund({ refundId: randomUUID(), orderId, amount: 1, reason: 'test' });
    expect(await payments.cancel(paid)).toMatchObject({ status: 'refunded' });
    expect(await payments.cancel(paymentRequest())).toMatchObject({ status: 'failed' });
  });

  it('gateway: takes over tables that another user created', async () => {
    await database.query('ALTER TABLE gateway.events OWNER TO CURRENT_USER');
    await grantRoles(database.url);
    const logger = createLogger('gateway', 'silent');
    const second = await startGateway({ databaseUrl: urls.gateway, port: 0, successRate: 1, logger });
    await second.stop();
  });

  it('api: serves operators and the webhook', async () => {
    const api = await startTestApi({ database: { ...database, url: urls.api } });
    const token = await operatorToken();
    const product = { sku: randomUUID(), name: 'Mug', price: 100, opening_stock: 1 };
    const { status, body } = await api.call('POST', '/v1/products', { token, body: product });
    expect(status).toBe(201);
    for (const [method, url, options] of [
      ['PATCH', `/v1/products/${body.id}`, { token, body: { price: 5 } }],
      ['GET', '/v1/products', {}],
      ['GET', '/v1/orders', { token }],
      ['GET', '/v1/changes', { token }],
      ['POST', `/v1/inventory/${body.id}/adjustments`, { token, body: { delta: 1, reason: 'counted' } }],
      ['POST', '/v1/webhooks/payments', paymentEventRequest(randomUUID())],
    ] as const) {
      expect(await api.call(method, url, options), `${method} ${url}`).toMatchObject({ status: 200 });
    }
    expect((await api.call('GET', '/readyz')).text).toContain('"migrations":"ready"');
    await api.stop();
  });
});

it('names the schemas that the API may not read, and logs them once', async () => {
  const logger = createLogger('api', 'silent');
  const logError = vi.spyOn(logger, 'error');
  await database.query('REVOKE ALL ON SCHEMA payments FROM durable_orders_api');
  const api = await startTestApi({ database: { ...database, url: urls.api }, logger });
  for (let probe = 0; probe < 2; probe += 1) {
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, unreadable_schemas: ['payments'], parts: { migrations: 'denied' } },
    });
    // The API reuses a report for a second.
    await sleep(1_100);
  }
  expect(logError.mock.calls.map(([, line]) => line)).toEqual([
    expect.stringContaining('may not read these schemas') as string,
  ]);
  await api.stop();
  await database.query('GRANT USAGE ON SCHEMA payments TO durable_orders_api');
});

describe('no role has other privileges', () => {
  const READ = ['SELECT'];
  const WRITE = ['SELECT', 'INSERT', 'UPDATE'];
  const ALL = [...WRITE, 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'];
  const OWN_DATA = { 'orders.order_details': [...WRITE, 'DELETE'], 'orders.personal_data': [...WRITE, 'DELETE'] };
  /** Keyed by table or schema; the table takes precedence. */
  /** The others write the schema of their name only. */
  const EXPECTED: Partial<Record<RoleName, Readonly<Record<string, readonly string[]>>>> = {
    orders: { orders: WRITE, catalog: READ, events: READ, 'events.sinks': WRITE, ...OWN_DATA },
    events: {
      ...{ webhooks: WRITE, events: READ },
      ...{ 'webhooks.queue': [...WRITE, 'DELETE'], 'webhooks.attempts': [...WRITE, 'DELETE'] },
    },
    api: {
      ...Object.fromEntries(ALL_DOMAINS.map(({ schema }) => [schema, READ])),
      'catalog.products': WRITE,
      ...{ 'webhooks.endpoints': WRITE, 'webhooks.queue': WRITE, 'webhooks.idempotency_keys': WRITE },
      'webhooks.progress': ['SELECT', 'INSERT'],
      ...{ 'access.api_keys': WRITE, 'access.changes': ['SELECT', 'INSERT'] },
      ...{ 'inventory.stock': WRITE, 'inventory.stock_movements': WRITE, 'payments.gateway_events': WRITE },
      ...{ 'catalog.idempotency_keys': WRITE, 'inventory.idempotency_keys': WRITE, 'orders.idempotency_keys': WRITE },
      ...{ 'orders.erasures': WRITE },
      ...OWN_DATA,
    },
    gateway: { gateway: ALL },
  };

  it.each(ROLE_NAMES)('%s: on all present and future tables', async (role) => {
    for (const { schema } of ALL_DOMAINS) {
      await database.query(`CREATE TABLE IF NOT EXISTS ${schema}.of_the_future (id int)`);
    }
    const rows = await database.query<{ schema: string; table: string; privileges: string[] }>(
      `SELECT schemaname AS schema, schemaname || '.' || tablename AS table,
              ARRAY (SELECT p FROM unnest($2::text[]) p WHERE has_table_privilege($1, format('%I.%I', schemaname, tablename), p))
                AS privileges
       FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
      [`local_${role}`, ALL],
    );
    expect(rows.length).toBeGreaterThan(15);
    const expected = rows.map(({ schema, table }) => {
      const granted = EXPECTED[role] ?? { [role]: WRITE };
      const privileges = granted[table] ?? granted[schema] ?? [];
      return { schema, table, privileges: table.endsWith('.migrations') ? privileges.slice(0, 1) : privileges };
    });
    expect(rows).toEqual(expected);
  });

  it.each([
    ['orders', 'SELECT * FROM payments.payments'],
    ['orders', 'UPDATE catalog.products SET price = 1'],
    ['orders', 'DELETE FROM orders.orders'],
    ['orders', 'ALTER TABLE orders.orders ADD COLUMN more int'],
    ['orders', 'DROP TABLE orders.order_items'],
    ['inventory', 'SELECT * FROM orders.orders'],
    ['inventory', 'CREATE TABLE inventory.more (id int)'],
    ['payments', 'SELECT * FROM gateway.charges'],
    ['payments', 'CREATE SCHEMA more'],
    ['payments', `SET ROLE ${roleName('orders')}`],
    ['api', 'UPDATE orders.orders SET total_amount = 0'],
    ['api', 'INSERT INTO payments.payments DEFAULT VALUES'],
    ['api', 'SELECT * FROM gateway.charges'],
    ['api', 'CREATE ROLE more'],
    ['api', 'CREATE TABLE public.more (id int)'],
    ['api', "COPY catalog.products TO PROGRAM 'cat'"],
    ['orders', 'INSERT INTO events.events SELECT * FROM events.events'],
    ['orders', `SELECT events.append('order.paid', 'orders', gen_random_uuid(), now())`],
    ['api', 'SELECT events.drop_partitions(1)'],
    ['gateway', 'SELECT * FROM payments.payments'],
    ['gateway', 'CREATE SCHEMA more'],
  ] as const)('%s: rejects %s', async (role, statement) => {
    expect(await sqlState(role, statement)).toBe(INSUFFICIENT_PRIVILEGE);
  });
});

describe('a user without the privilege to create roles', () => {
  let folder: string;
  let server: Postgres;
  beforeAll(async () => {
    folder = path.join(tmpdir(), `durable-orders-roles-${randomUUID()}`);
    server = await startPostgres({ dataDir: folder, port: await findFreePort(), durable: false });
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('migrates and prints one line with the statements for an administrator', async () => {
    const admin = new pg.Client({ connectionString: server.url('orders') });
    await admin.connect();
    await admin.query("CREATE ROLE owner LOGIN PASSWORD 'of-the-owner'; GRANT CREATE ON DATABASE orders TO owner");
    const url = new URL(server.url('orders'));
    url.username = 'owner';
    url.password = 'of-the-owner';
    const migrate = async () => {
      const process = launchService('migrate', { DATABASE_URL: url.href });
      return { code: await process.ended, output: process.output() };
    };

    const { code, output } = await migrate();
    expect(code).toBe(0);
    const [, instructions = ''] = output.trim().split('\n');
    expect(output).toMatch(/^Applied migrations: /);
    expect(output.trim().split('\n')).toHaveLength(2);
    expect(output).not.toContain('of-the-owner');
    const statements = /in this database: (.*); then run/.exec(instructions)?.[1] ?? '';
    expect(statements).toBe(ROLE_NAMES.map((name) => `CREATE ROLE ${roleName(name)} NOLOGIN`).join('; '));

    await admin.query(statements);
    expect(await migrate()).toEqual({ code: 0, output: 'The database is up to date.\n' });
    const { rows } = await admin.query("SELECT has_table_privilege($1, 'orders.orders', 'INSERT') AS may", [
      roleName('orders'),
    ]);
    expect(rows).toEqual([{ may: true }]);
    await admin.end();
  });
});
