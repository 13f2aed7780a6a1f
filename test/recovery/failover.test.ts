import { randomUUID } from 'node:crypto';
import type { WorkflowExecutionInfo } from '@temporalio/client';
import { afterEach, expect, inject, it } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import { listRuns } from '../../src/audit/temporal-runs.js';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { findFreePort } from '../../src/local/ports.js';
import { startLoadGenerator, type LoadGenerator } from '../kit/load-generator.js';
import { waitUntil } from '../kit/observe.js';
import { startStorefrontProcesses, type StorefrontProcesses } from '../kit/storefront-processes.js';
import { startSystem, type System } from '../kit/system.js';
import { listResetPoints, resetAndWait } from './reset-points.js';
import { startReplicatedPostgres, type QueryableServer, type ReplicatedPostgres } from './replicated-postgres.js';

/** Orders that are placed before, and again after, the failover. */
const ORDERS = 4;

let system: System;
let postgres: ReplicatedPostgres;
let shop: StorefrontProcesses;
let load: LoadGenerator;

/** Starts the shop on a primary with a standby, and customers who place orders. */
async function startShop(options: { synchronous: boolean }): Promise<void> {
  const port = await findFreePort();
  const webhook = { url: `http://127.0.0.1:${port}/v1/webhooks/payments`, secret: LOCAL_PAYMENT_WEBHOOK_SECRET };
  // The gateway keeps its records in another database, as a payment provider does.
  [system, postgres] = await Promise.all([
    startSystem('dev-server', { withoutWorkers: true, webhook }),
    startReplicatedPostgres(options),
  ]);
  shop = await startStorefrontProcesses(system, inject('workflowBundlePath'), {
    DATABASE_URL: postgres.url,
    PORT: String(port),
    RATE_LIMIT_PER_ADDRESS: '0',
    PLACEMENT_TIMEOUT_SECONDS: '5',
  });
  const { status, body } = await createProduct();
  expect(status).toBe(201);
  load = startLoadGenerator({
    url: shop.url,
    productId: body.id ?? '',
    customers: 3,
    paymentTokens: ['tok_approve'],
  });
  await moreOrdersAreAcknowledged();
}

afterEach(async () => {
  // Not awaited: after a failed test, the customers would retry without end.
  void load.stop();
  await shop.stop();
  await postgres.stop();
  await system.stop();
});

/** A write of the API itself. */
async function createProduct(): Promise<{ status: number; body: { id?: string; code?: string } }> {
  const response = await fetch(`${shop.url}/v1/products`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await shop.token('operator')}`, 'content-type': 'application/json' },
    body: JSON.stringify({ sku: `SKU-${randomUUID()}`, name: 'Lamp', price: 1_999, opening_stock: 10_000 }),
  });
  return { status: response.status, body: (await response.json()) as object };
}

async function readReadiness(): Promise<{ status: number; database: string }> {
  const response = await fetch(`${shop.url}/readyz`);
  const { parts } = (await response.json()) as { parts: { database: string } };
  return { status: response.status, database: parts.database };
}

async function moreOrdersAreAcknowledged(): Promise<void> {
  const target = load.acknowledged.length + ORDERS;
  await waitUntil(
    () => Promise.resolve(load.acknowledged.length),
    (count) => count >= target,
  );
}

const acknowledgedIds = () => load.acknowledged.map(({ id }) => id);

/** The orders that a server has as confirmed. */
async function readConfirmed(server: QueryableServer, ids: readonly string[]): Promise<string[]> {
  const rows = await server.query<{ id: string }>(
    `SELECT id FROM orders.orders WHERE id = ANY ($1) AND status = 'confirmed'`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

async function listPlacements(): Promise<WorkflowExecutionInfo[]> {
  const runs: WorkflowExecutionInfo[] = [];
  const query = 'WorkflowType = "placeOrder"';
  for await (const run of system.temporal.client.workflow.list({ query })) runs.push(run);
  return runs;
}

/** Stops the load; resolves when no placement runs and the gateway has delivered every event. */
async function settle(): Promise<void> {
  await load.stop();
  await waitUntil(listPlacements, (runs) => {
    // Temporal's list, which the audit reads, shows a run some time after its start.
    const listed = new Set(runs.map(({ workflowId }) => workflowId));
    return (
      acknowledgedIds().every((id) => listed.has(orderWorkflowId(id))) &&
      runs.every(({ status }) => status.name !== 'RUNNING')
    );
  });
  await waitUntil(
    () => system.database.query('SELECT FROM gateway.events WHERE delivered_at IS NULL LIMIT 1'),
    (events) => events.length === 0,
  );
}

/** The offenders of each violated invariant, after the failover. */
async function auditNewPrimary() {
  const findings = await audit({
    databaseUrl: postgres.standby.url,
    gatewayDatabaseUrl: system.database.url,
    listRuns: () => listRuns(system.temporal.client),
    invariants: INVARIANTS,
    settled: true,
    maxOffenders: 1_000,
    recheckDelayMs: 0,
  });
  return Object.fromEntries(
    findings.filter(({ violations }) => violations > 0).map(({ id, offenders }) => [id, offenders]),
  );
}

it('loses no acknowledged order when the primary of a synchronous standby is killed', async () => {
  await startShop({ synchronous: true });
  await postgres.killPrimary();
  await postgres.promote();
  postgres.redirect();
  await moreOrdersAreAcknowledged();
  await settle();
  expect(await readConfirmed(postgres.standby, acknowledgedIds())).toHaveLength(acknowledgedIds().length);
  expect(await auditNewPrimary()).toEqual({});
  expect([...load.responseCounts.keys()]).not.toContain(500);
});

it('names each order that an asynchronous standby does not have', async () => {
  await startShop({ synchronous: false });
  await postgres.cutReplication();
  await moreOrdersAreAcknowledged();
  const confirmed = await waitUntil(
    () => readConfirmed(postgres.primary, acknowledgedIds()),
    (ids) => ids.length > 3 * ORDERS,
  );
  await postgres.killPrimary();
  await postgres.promote();
  const kept = new Set(await readConfirmed(postgres.standby, confirmed));
  const lost = confirmed.filter((id) => !kept.has(id));
  postgres.redirect();
  await moreOrdersAreAcknowledged();
  await settle();
  const violations = await auditNewPrimary();
  const named = (violations['runs.result_matches_order'] ?? []).map(({ key }) => String(key));
  expect(lost.length).toBeGreaterThan(ORDERS);
  expect(named).toEqual(expect.arrayContaining(lost.map(orderWorkflowId)));
  const present = (await readConfirmed(postgres.standby, acknowledgedIds())).map(orderWorkflowId);
  expect(named.filter((id) => present.includes(id))).toEqual([]);
  expect(present.length).toBeGreaterThan(ORDERS);

  // A reset repeats every step; the charge has the same idempotency key.
  for (const workflowId of named) {
    const [firstTask = expect.fail()] = await listResetPoints(system.temporal.client, workflowId);
    await resetAndWait(system.temporal.client, workflowId, firstTask);
  }
  await settle();
  expect(await readConfirmed(postgres.standby, confirmed)).toHaveLength(confirmed.length);
  // A charge whose record was lost and whose order was then cancelled was not voided.
  await system.temporal.client.workflow.execute('reconcile', {
    workflowId: 'reconcile-after-failover',
    taskQueue: TASK_QUEUES.orders,
    args: [{ graceSeconds: 0, windowSeconds: 3_600, limit: 500 }],
  });
  const remaining = await auditNewPrimary();
  for (const invariant of [
    'runs.result_matches_order',
    'runs.open_order_has_its_run',
    'payments.confirmed_order_is_paid',
    'ledger.captured_matches_owed',
  ])
    expect(remaining).not.toHaveProperty([invariant]);
});

it('returns 503 while the database is read-only, and recovers when its address leads to the new primary', async () => {
  await startShop({ synchronous: true });
  expect(await readReadiness()).toEqual({ status: 200, database: 'ready' });

  await postgres.primary.query('ALTER SYSTEM SET default_transaction_read_only = on');
  await postgres.primary.query('SELECT pg_reload_conf()');
  expect(await waitUntil(createProduct, ({ status }) => status !== 201)).toMatchObject({
    status: 503,
    body: { code: 'unavailable' },
  });
  expect(await waitUntil(readReadiness, ({ status }) => status !== 200)).toEqual({
    status: 503,
    database: 'read_only',
  });

  // The old primary keeps running, with all connections to it.
  await postgres.promote();
  postgres.redirect();
  await waitUntil(createProduct, ({ status }) => status === 201);
  await waitUntil(readReadiness, ({ status }) => status === 200);
  await moreOrdersAreAcknowledged();
  await settle();
  expect(await readConfirmed(postgres.standby, acknowledgedIds())).toHaveLength(acknowledgedIds().length);
  expect(await auditNewPrimary()).toEqual({});
  expect([...load.responseCounts.keys()]).not.toContain(500);
});
