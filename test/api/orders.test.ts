import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/domains/database/database.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { ordersSchema } from '../../src/domains/orders/schema.js';
import { anyString, customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';
import type { ApiResponse } from './response.js';

let api: TestApi;
let database: DataSource;
let orders: OrdersService;
beforeAll(async () => {
  api = await startTestApi();
  database = await openDatabase(api.database.url, [ordersSchema]);
  orders = new OrdersService(database);
});
afterAll(async () => {
  await database.destroy();
  await api.stop();
});

const product = { productId: randomUUID(), sku: 'MUG-1', name: 'Mug', price: 1_600, quantity: 2, subtotal: 3_200 };

/** Creates an order like the workflow does. */
async function createOrder(userId: string): Promise<string> {
  const orderId = randomUUID();
  await orders.create({
    orderId,
    userId,
    paymentMethod: 'credit_card',
    requestFingerprint: null,
    items: [product],
    totalAmount: 3_200,
    currency: 'USD',
    reservationExpiresAt: '2030-01-01T00:00:00.000Z',
  });
  return orderId;
}

async function customerWithOrders(count: number) {
  const userId = randomUUID();
  const orderId = await createOrder(userId);
  const ids = [orderId];
  while (ids.length < count) ids.push(await createOrder(userId));
  return { userId, orderId, ids, token: await customerToken(userId) };
}

const idsOf = (page: ApiResponse) => page.body.data.map((order) => order.id);

describe('GET /v1/orders/:id', () => {
  it('returns every field of the order', async () => {
    const { userId, orderId, token } = await customerWithOrders(1);
    const { status, body } = await api.call('GET', `/v1/orders/${orderId}`, { token });
    expect(status).toBe(200);
    expect(Object.entries(body)).toEqual([
      ['id', orderId],
      ['user_id', userId],
      ['status', 'pending'],
      ['status_reason', null],
      ['total_amount', 3_200],
      ['currency', 'USD'],
      ['payment_method', 'credit_card'],
      ['items', [expect.any(Object)]],
      ['adjustments', []],
      ['external_reference', null],
      ['metadata', {}],
      ['payment', null],
      ['disputes', []],
      ['reservation_expires_at', '2030-01-01T00:00:00.000Z'],
      ['workflow_id', `order-${orderId}`],
      ['version', 1],
      ['created_at', anyString],
      ['updated_at', anyString],
    ]);
    expect(Object.entries(body.items[0] ?? {})).toEqual([
      ['id', anyString],
      ['product_id', product.productId],
      ['sku', 'MUG-1'],
      ['name', 'Mug'],
      ['price', 1_600],
      ['quantity', 2],
      ['subtotal', 3_200],
    ]);
  });

  it('includes the payment', async () => {
    const { userId, orderId, token } = await customerWithOrders(1);
    await api.database.query(
      `INSERT INTO payments.payments (order_id, user_id, amount, currency, method, status, failure_reason)
       VALUES ($1, $2, 3200, 'USD', 'credit_card', 'failed', 'card_declined')`,
      [orderId, userId],
    );
    const { body } = await api.call('GET', `/v1/orders/${orderId}`, { token });
    expect(Object.entries(body.payment)).toEqual([
      ['id', anyString],
      ['status', 'failed'],
      ['method', 'credit_card'],
      ['amount', 3_200],
      ['refunded_amount', 0],
      ['pending_refund_amount', 0],
      ['failure_reason', 'card_declined'],
      ['next_action', null],
    ]);
  });

  it('lists the history from oldest to newest', async () => {
    const { orderId, token } = await customerWithOrders(1);
    const order = { orderId, userId: randomUUID(), paymentMethod: 'credit_card', requestFingerprint: null };
    await orders.terminate(order, { status: 'cancelled', reason: 'changed my mind', actor: 'customer' });
    const { body } = await api.call('GET', `/v1/orders/${orderId}/history`, { token });
    const at = expect.stringMatching(/Z$/) as string;
    expect(body).toEqual({
      data: [
        { from: null, to: 'pending', reason: null, at, actor: 'customer' },
        { from: 'pending', to: 'cancelled', reason: 'changed my mind', at, actor: 'customer' },
      ],
    });
  });

  it.each([
    ['GET', '', undefined],
    ['GET', '/history', undefined],
    ['POST', '/cancel', {}],
    ['POST', '/reservation/extend', { seconds: 60 }],
  ])('returns 404 for the order of another customer to %s %s', async (method, suffix, body) => {
    const { orderId } = await customerWithOrders(1);
    const token = await customerToken();
    const theirs = await api.call(method, `/v1/orders/${orderId}${suffix}`, { token, body });
    expect(theirs).toMatchObject(problem(404, 'order_not_found'));
    const unknown = await api.call(method, `/v1/orders/${randomUUID()}${suffix}`, { token, body });
    expect(unknown).toMatchObject(problem(404, 'order_not_found'));
  });

  it('shows every order to operators', async () => {
    const { orderId } = await customerWithOrders(1);
    const response = await api.call('GET', `/v1/orders/${orderId}`, { token: await operatorToken() });
    expect(response).toMatchObject({ status: 200, body: { id: orderId } });
  });

  it('accepts an id in upper case', async () => {
    const { orderId, token } = await customerWithOrders(1);
    expect(await api.call('GET', `/v1/orders/${orderId.toUpperCase()}`, { token })).toMatchObject({ status: 200 });
  });
});

describe('GET /v1/orders', () => {
  it("lists the caller's own orders from newest to oldest, page by page", async () => {
    const { ids, token } = await customerWithOrders(5);
    // Otherwise two orders may have the same millisecond.
    const sql = `UPDATE orders.orders SET created_at = created_at + $2 * interval '1 minute' WHERE id = $1`;
    for (const [index, id] of ids.entries()) await api.database.query(sql, [id, index]);
    await createOrder(randomUUID());
    const first = await api.call('GET', '/v1/orders?limit=2', { token });
    const second = await api.call('GET', `/v1/orders?limit=2&cursor=${first.body.next_cursor}`, { token });
    const third = await api.call('GET', `/v1/orders?limit=2&cursor=${second.body.next_cursor}`, { token });
    expect([first, second, third].flatMap(idsOf)).toEqual(ids.toReversed());
    expect(third.body.next_cursor).toBeNull();
  });

  it('lists every order once when all have the same time', async () => {
    const { ids, token, userId } = await customerWithOrders(4);
    await api.database.query('UPDATE orders.orders SET created_at = $1 WHERE user_id = $2', [new Date(), userId]);
    const first = await api.call('GET', '/v1/orders?limit=3', { token });
    const second = await api.call('GET', `/v1/orders?limit=3&cursor=${first.body.next_cursor}`, { token });
    expect([first, second].flatMap(idsOf).sort()).toEqual([...ids].sort());
  });

  it('filters by status and time', async () => {
    const { ids, token } = await customerWithOrders(2);
    await api.database.query(`UPDATE orders.orders SET created_at = '2020-06-01T12:00:00Z' WHERE id = $1`, [ids[0]]);
    await api.database.query(`UPDATE orders.orders SET status = 'failed' WHERE id = $1`, [ids[1]]);
    const list = async (query: string) => idsOf(await api.call('GET', `/v1/orders?${query}`, { token }));
    expect(await list('status=failed')).toEqual([ids[1]]);
    expect(await list('created_before=2020-06-01T12:00:01Z')).toEqual([ids[0]]);
    expect(await list('created_before=2020-06-01T12:00:00Z')).toEqual([]);
    expect(await list(`created_after=${encodeURIComponent('2020-06-01T14:00:00+02:00')}`)).toEqual([ids[1]]);
    expect(await list('created_after=0001-01-01T00:00:00Z&created_before=9999-12-31T23:59:59Z')).toHaveLength(2);
  });

  it('filters by user for operators only', async () => {
    const { userId, ids, token } = await customerWithOrders(1);
    const path = `/v1/orders?user_id=${userId}`;
    expect(idsOf(await api.call('GET', path, { token }))).toEqual(ids);
    expect(idsOf(await api.call('GET', path, { token: await operatorToken() }))).toEqual(ids);
    expect(await api.call('GET', path, { token: await customerToken() })).toMatchObject(problem(403, 'forbidden'));
  });
});

describe('POST /v1/orders/:id/cancel', () => {
  const withStatus = async (status: string) => {
    const { orderId, token } = await customerWithOrders(1);
    await api.database.query('UPDATE orders.orders SET status = $2, payment_id = gen_random_uuid() WHERE id = $1', [
      orderId,
      status,
    ]);
    return api.call('POST', `/v1/orders/${orderId}/cancel`, { token });
  };

  it('returns 200 when the order is already cancelled', async () => {
    expect(await withStatus('cancelled')).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  it('returns 409 when the order has failed', async () => {
    expect(await withStatus('failed')).toMatchObject(problem(409, 'order_not_cancellable'));
  });
});
