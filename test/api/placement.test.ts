import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deriveOrderId } from '../../src/api/http/idempotency.js';
import { orderState } from '../../src/workflows/messages.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { holdActivity } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem, type System } from '../kit/system.js';
import { customerToken, operatorToken, problem, startTestApi, temporalOf, type TestApi } from './harness.js';
import type { ApiResponse } from './response.js';

let system: System;
let api: TestApi;
const userId = randomUUID();
let token: string;
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({ database: system.database, temporal: temporalOf(system) });
  token = await customerToken(userId);
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});
afterEach(async () => {
  system.fault = undefined;
  await waitUntilSettled();
  expect(await findViolations(system.database)).toEqual({});
});

async function waitUntilSettled(): Promise<void> {
  const sql = "SELECT id FROM orders.orders WHERE status IN ('pending', 'paid')";
  while ((await system.database.query(sql)).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

interface Options {
  readonly key?: string;
  readonly prefer?: string;
  readonly body?: object;
  readonly token?: string;
}

/** One unit of the product. */
function orderBody(productId: string) {
  const items = [{ product_id: productId, quantity: 1 }];
  return { items, payment_method: 'credit_card', payment_token: 'tok_approve' };
}

const newOrderBody = async (stock: number) => orderBody((await system.addProduct(stock)).id);

async function place({ key, prefer, body, ...options }: Options = {}): Promise<ApiResponse> {
  return api.call('POST', '/v1/orders', {
    token,
    body: body ?? (await newOrderBody(1)),
    headers: { ...(key && { 'idempotency-key': key }), ...(prefer && { prefer }) },
    ...options,
  });
}

/** Pauses the activity until `release`; `reached` resolves with the id of the order that runs it. */
function pauseActivity(activity: string) {
  const { fault, reached, release } = holdActivity(activity);
  system.fault = fault;
  return { release, reached: reached.then((request) => (request as { orderId: string }).orderId) };
}

const runOf = (orderId: string) => system.temporal.client.workflow.getHandle(orderWorkflowId(orderId));

describe('placing an order', () => {
  it('returns 201 when the order exists, before it is paid', async () => {
    const { release } = pauseActivity('processPayment');
    const response = await place();
    expect(response).toMatchObject({ status: 201, body: { status: 'pending', total_amount: 1_999 } });
    expect(response.headers.get('location')).toBe(`/v1/orders/${response.body.id}`);
    const { created_at, reservation_expires_at } = response.body;
    expect(Date.parse(reservation_expires_at)).toBeGreaterThan(Date.parse(created_at));
    release();
  });

  it('returns the final status when the caller prefers to wait', async () => {
    const response = await place({ prefer: 'wait=20' });
    expect(response).toMatchObject({ status: 201, body: { status: 'confirmed', payment: { status: 'success' } } });
    expect(response.headers.get('preference-applied')).toBe('wait=20');
  });

  it.each(['wait=31', 'wait=soon', 'respond-async'])('ignores the preference %s', async (prefer) => {
    const response = await place({ prefer });
    expect(response.status).toBe(201);
    expect(response.headers.get('preference-applied')).toBeNull();
  });
});

describe('placing an order that is rejected', () => {
  it('returns 422 when a product does not exist', async () => {
    expect(await place({ body: orderBody(randomUUID()) })).toMatchObject(problem(422, 'product_not_found'));
  });

  it('returns 422 when a product is inactive', async () => {
    const { id } = await system.addProduct(1);
    await system.catalog.update(id, { status: 'inactive' });
    expect(await place({ body: orderBody(id) })).toMatchObject(problem(422, 'product_inactive'));
  });

  it('returns 409 with the missing units, adding lines of the same product', async () => {
    const { id } = await system.addProduct(5);
    const line = { product_id: id, quantity: 3 };
    const response = await place({ body: { items: [line, line], payment_method: 'credit_card' } });
    expect(response).toMatchObject(problem(409, 'insufficient_stock'));
    expect(response.body.items).toEqual([{ product_id: id, requested: 6, available: 5 }]);
  });
});

describe('an Idempotency-Key', () => {
  it('returns the order that an earlier request placed', async () => {
    const [key, body] = [randomUUID(), await newOrderBody(1)];
    const first = await place({ key, body });
    const again = await place({ key, body });
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 200, body: { id: first.body.id } });
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('places one order for concurrent requests', async () => {
    const [key, body] = [randomUUID(), await newOrderBody(20)];
    const responses = await Promise.all(Array.from({ length: 20 }, () => place({ key, body })));
    expect(new Set(responses.map((response) => response.body.id)).size).toBe(1);
    expect(responses.map((response) => response.status).sort()).toEqual([
      ...Array.from({ length: 19 }, () => 200),
      201,
    ]);
  });

  it('places another order for the same key of another customer', async () => {
    const [key, body] = [randomUUID(), await newOrderBody(2)];
    const mine = await place({ key, body });
    const theirs = await place({ key, body, token: await customerToken() });
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  it('returns 422 for another body, during the run and after it', async () => {
    const { reached, release } = pauseActivity('reserveStock');
    const key = randomUUID();
    const [body, other] = [await newOrderBody(1), await newOrderBody(1)];
    const first = place({ key, body, prefer: 'wait=20' });
    await reached;
    expect(await place({ key, body: other })).toMatchObject(problem(422, 'idempotency_key_reused'));
    release();
    expect(await first).toMatchObject({ status: 201, body: { status: 'confirmed' } });
    expect(await place({ key, body: other })).toMatchObject(problem(422, 'idempotency_key_reused'));
  });

  it('repeats the rejection of a run for the same body and returns 422 for another', async () => {
    const [key, product] = [randomUUID(), await system.addProduct(1)];
    const body = orderBody(product.id);
    const { reached, release } = pauseActivity('reserveStock');
    const rejected = place({ key, body });
    await reached;
    await system.inventory.adjust(product.id, -1, 'damaged');
    release();
    expect(await rejected).toMatchObject(problem(409, 'insufficient_stock'));
    await system.inventory.adjust(product.id, 1, 'delivered');
    await runOf(deriveOrderId(userId, key)).result();
    expect(await place({ key, body })).toMatchObject(problem(409, 'insufficient_stock'));
    expect(await place({ key, body: await newOrderBody(1) })).toMatchObject(problem(422, 'idempotency_key_reused'));
  });

  it('returns the outcome of a request that timed out', async () => {
    const { release } = pauseActivity('reserveStock');
    const shortTimeoutApi = await startTestApi({
      database: system.database,
      temporal: temporalOf(system),
      // Long enough for a run to start on a busy machine.
      placement: { timeoutSeconds: 6, reservationTtlSeconds: 900 },
    });
    const [key, body] = [randomUUID(), await newOrderBody(1)];
    const options = { token, body, headers: { 'idempotency-key': key } };
    const timedOut = await shortTimeoutApi.call('POST', '/v1/orders', options);
    expect(timedOut).toMatchObject(problem(503, 'unavailable'));
    expect(timedOut.headers.get('retry-after')).toBe('1');
    release();
    expect(await place({ key, body })).toMatchObject({ status: 200 });
    await shortTimeoutApi.stop();
  });
});

it('cancels an order without a key that is not accepted in time', async () => {
  const { reached, release } = pauseActivity('reserveStock');
  const shortTimeoutApi = await startTestApi({
    database: system.database,
    temporal: temporalOf(system),
    // Long enough for a run to start on a busy machine.
    placement: { timeoutSeconds: 6, reservationTtlSeconds: 900 },
  });
  const { id } = await system.addProduct(1);
  expect(await shortTimeoutApi.call('POST', '/v1/orders', { token, body: orderBody(id) })).toMatchObject(
    problem(503, 'unavailable'),
  );
  const run = runOf(await reached);
  // The compensation may complete between two queries.
  await waitUntil(
    () => run.query(orderState),
    ({ step }) => step === 'compensating' || step === 'done',
  );
  release();
  expect(await run.result()).toMatchObject({ status: 'rejected', reason: 'order_called_off' });
  expect(await system.inventory.get(id)).toMatchObject({ available: 1, reserved: 0 });
  await shortTimeoutApi.stop();
});

describe('changing a pending order', () => {
  it.each([
    ['its customer', () => token, 'customer'],
    ['an operator', operatorToken, 'operator'],
  ])('lets %s cancel it', async (_, makeToken, actor) => {
    const { release } = pauseActivity('processPayment');
    const { body: order } = await place();
    const actorToken = await makeToken();
    const path = `/v1/orders/${order.id}`;
    const response = await api.call('POST', `${path}/cancel`, {
      token: actorToken,
      body: { reason: 'changed my mind' },
    });
    expect(response).toMatchObject({ status: 202, body: { id: order.id } });
    release();
    await waitUntilSettled();
    expect(await api.call('GET', path, { token: actorToken })).toMatchObject({
      body: { status: 'cancelled', status_reason: 'changed my mind' },
    });
    const { body: history } = await api.call('GET', `${path}/history`, { token: actorToken });
    expect(history.data.at(-1)).toMatchObject({ to: 'cancelled', actor });
    expect(await api.call('POST', `${path}/cancel`, { token: actorToken })).toMatchObject({ status: 200 });
  });

  it('extends its reservation', async () => {
    const { release } = pauseActivity('processPayment');
    const { body: order } = await place();
    const path = `/v1/orders/${order.id}`;
    const extended = await api.call('POST', `${path}/reservation/extend`, { token, body: { seconds: 60 } });
    const expiry = new Date(Date.parse(order.reservation_expires_at) + 60_000).toISOString();
    expect(extended).toMatchObject({ status: 200, body: { reservation_expires_at: expiry } });
    expect(await api.call('GET', path, { token })).toMatchObject({ body: { reservation_expires_at: expiry } });
    release();
  });
});

it('refunds and restocks a confirmed order that is cancelled, and rejects an extension of its reservation', async () => {
  const { id } = await system.addProduct(1);
  const { body: order } = await place({ body: orderBody(id), prefer: 'wait=20' });
  const path = `/v1/orders/${order.id}`;
  const extended = await api.call('POST', `${path}/reservation/extend`, { token, body: { seconds: 60 } });
  expect(extended).toMatchObject(problem(409, 'reservation_not_extendable'));
  expect(await api.call('POST', `${path}/cancel`, { token })).toMatchObject({ status: 202 });
  const cancelled = await waitUntil(
    () => api.call('GET', path, { token }),
    ({ body }) => body.status !== 'confirmed',
  );
  expect(cancelled).toMatchObject({ body: { status: 'cancelled', payment: { status: 'refunded' } } });
  expect(await system.inventory.get(id)).toMatchObject({ available: 1, reserved: 0 });
});
