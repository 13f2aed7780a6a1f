import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { holdActivity } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { startService } from '../kit/processes.js';
import { startSystem, type System } from '../kit/system.js';
import { customerToken, startTestApi, temporalOf, type TestApi } from './harness.js';

let system: System;
let api: TestApi;
const userId = randomUUID();
let token: string;
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({
    database: system.database,
    temporal: temporalOf(system),
    placement: { timeoutSeconds: 60, reservationTtlSeconds: 900 },
  });
  token = await customerToken(userId);
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});
afterEach(async () => {
  system.fault = undefined;
  await waitUntil(
    () => system.database.query("SELECT id FROM orders.orders WHERE status IN ('pending', 'paid')"),
    (open) => open.length === 0,
  );
  expect(await findViolations(system.database)).toEqual({});
});

async function newOrderBody(stock: number) {
  const { id } = await system.addProduct(stock);
  const items = [{ product_id: id, quantity: 1 }];
  return { productId: id, items, payment_method: 'credit_card', payment_token: 'tok_approve' };
}

/** Places an order at the given API; the signal aborts the request. */
function place(url: string, { productId: _, ...body }: { productId: string }, key: string, signal?: AbortSignal) {
  return fetch(`${url}/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

const ordersOf = (productId: string) =>
  system.database.query<{ id: string; status: string }>(
    'SELECT o.id, o.status FROM orders.orders o JOIN orders.order_items i ON i.order_id = o.id WHERE i.product_id = $1',
    [productId],
  );

it('places 50 orders for 1,000 concurrent requests with 50 keys', async () => {
  const body = await newOrderBody(1_000);
  const keys = Array.from({ length: 50 }, () => randomUUID());
  const requests = Array.from({ length: 1_000 }, (_, index) => keys[index % keys.length] ?? '');
  const responses = await Promise.all(
    requests.map(async (key) => {
      const response = await place(api.api.url, body, key);
      return { key, status: response.status, id: ((await response.json()) as { id: string }).id };
    }),
  );
  expect(responses.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(responses.filter(({ status }) => status === 200)).toHaveLength(950);
  expect(new Set(responses.map(({ key, id }) => `${key} ${id}`)).size).toBe(50);
  expect(await ordersOf(body.productId)).toHaveLength(50);
  const { available, reserved, total } = await waitUntil(
    () => system.inventory.get(body.productId),
    (stock) => stock.reserved === 0,
  );
  expect({ available, reserved, total }).toEqual({ available: 950, reserved: 0, total: 950 });
});

it('returns the same order to a client that aborts and retries', async () => {
  const [body, key] = [await newOrderBody(2), randomUUID()];
  // The run has started, but no response has been sent.
  const { fault, reached, release } = holdActivity('reserveStock');
  system.fault = fault;
  const abortController = new AbortController();
  const aborted = place(api.api.url, body, key, abortController.signal);
  await reached;
  abortController.abort();
  await expect(aborted).rejects.toThrow(/abort/);

  const again = place(api.api.url, body, key);
  release();
  expect((await again).status).toBe(200);
  const [order, ...others] = await ordersOf(body.productId);
  expect(others).toEqual([]);
  expect(await (await again).json()).toMatchObject({ id: order?.id });
});

/** Starts the API as a separate process, which can be killed. */
async function startApiProcess() {
  const { database, temporal } = system;
  const port = await findFreePort();
  const process = await startService('api', {
    LOG_LEVEL: 'silent',
    PORT: String(port),
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace ?? 'default',
  });
  return { url: `http://127.0.0.1:${port}`, kill: () => process.kill() };
}

it('returns the order that was accepted before the API was killed', async () => {
  const [body, key] = [await newOrderBody(2), randomUUID()];
  // The run has started, but no response has been sent.
  const { fault, reached, release } = holdActivity('reserveStock');
  system.fault = fault;
  const first = await startApiProcess();
  const interrupted = place(first.url, body, key);
  interrupted.catch(() => undefined);
  await reached;
  await first.kill();
  await expect(interrupted).rejects.toThrow();

  const second = await startApiProcess();
  const again = place(second.url, body, key);
  release();
  expect((await again).status).toBe(200);
  const [order, ...others] = await ordersOf(body.productId);
  expect(others).toEqual([]);
  expect(await (await again).json()).toMatchObject({ id: order?.id });
  expect((await place(second.url, body, key)).status).toBe(200);
  await second.kill();
});
