import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiRequest } from '../kit/api-client.js';
import { anyString, customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await customerToken();
});
afterAll(async () => {
  const written = await api.database.query(
    `SELECT id FROM orders.orders UNION ALL SELECT id FROM payments.payments
     UNION ALL SELECT id FROM catalog.products UNION ALL SELECT id FROM inventory.reservations`,
  );
  await api.stop();
  expect(written).toEqual([]);
});

const item = { product_id: randomUUID(), quantity: 1 };
const order = { items: [item], payment_method: 'credit_card' };
const place = (options: ApiRequest) => api.call('POST', '/v1/orders', { token, ...options });
const withQuantity = (quantity: unknown) => ({ ...order, items: [{ ...item, quantity }] });

describe('placing an invalid order', () => {
  it.each<[string, unknown, string]>([
    ['an empty object', {}, 'items'],
    ['a list', [], 'body'],
    ['no items', { payment_method: 'credit_card' }, 'items'],
    ['empty items', { ...order, items: [] }, 'items'],
    ['1,000 items', { ...order, items: Array.from({ length: 1_000 }, () => item) }, 'items'],
    ['101 items', { ...order, items: Array.from({ length: 101 }, () => item) }, 'items'],
    ['an item that is null', { ...order, items: [null] }, 'items.0'],
    ['no product', { ...order, items: [{ quantity: 1 }] }, 'items.0.product_id'],
    ['a product id that is not a UUID', { ...order, items: [{ ...item, product_id: '7' }] }, 'items.0.product_id'],
    ['no quantity', { ...order, items: [{ product_id: item.product_id }] }, 'items.0.quantity'],
    ['quantity 0', withQuantity(0), 'items.0.quantity'],
    ['quantity -1', withQuantity(-1), 'items.0.quantity'],
    ['quantity 1.5', withQuantity(1.5), 'items.0.quantity'],
    ['quantity 1e9', withQuantity(1e9), 'items.0.quantity'],
    ['quantity as text', withQuantity('1'), 'items.0.quantity'],
    ['no payment method', { items: [item] }, 'payment_method'],
    ['an unknown payment method', { ...order, payment_method: 'cash' }, 'payment_method'],
    ['an empty payment token', { ...order, payment_token: '' }, 'payment_token'],
    ['a payment token with a NUL', { ...order, payment_token: 'tok_\u0000' }, 'payment_token'],
    ['an unknown field', { ...order, user_id: randomUUID() }, 'user_id'],
    ['an unknown field of an item', { ...order, items: [{ ...item, price: 1 }] }, 'items.0.price'],
  ])('returns 400 for %s', async (_, body, path) => {
    const response = await place({ body });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toContainEqual({ path, message: anyString });
  });

  it('lists every error, up to 50', async () => {
    const two = await place({ body: { items: [{ ...item, quantity: 0 }], payment_method: 'cash' } });
    expect(two.body.errors.map((error) => error.path)).toEqual(['items.0.quantity', 'payment_method']);
    const many = await place({ body: { ...order, items: Array.from({ length: 100 }, () => 0) } });
    expect(many.body.errors).toHaveLength(50);
  });

  it.each(['{', '', '"text"', 'null', '{"items":[}'])('returns 400 for the body %j', async (text) => {
    expect(await place({ text })).toMatchObject(problem(400, 'invalid_request'));
  });

  it.each(['', 'k'.repeat(256), 'not\tprintable'])('returns 400 for the Idempotency-Key %j', async (key) => {
    const response = await place({ body: order, headers: { 'idempotency-key': key } });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toContainEqual({ path: 'Idempotency-Key', message: anyString });
  });
});

describe('an invalid HTTP request', () => {
  it('returns 413 for a body over 100 kB', async () => {
    const response = await place({ body: { ...order, payment_token: 'x'.repeat(101 * 1_024) } });
    expect(response).toMatchObject(problem(413, 'payload_too_large'));
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', 'nonsense'])(
    'returns 415 for a body of type %s',
    async (type) => {
      const response = await place({ body: order, headers: { 'content-type': type } });
      expect(response).toMatchObject(problem(415, 'unsupported_media_type'));
    },
  );

  it('returns 415 for an unknown encoding', async () => {
    const response = await place({ body: order, headers: { 'content-encoding': 'zstandard' } });
    expect(response).toMatchObject(problem(415, 'unsupported_media_type'));
  });

  it.each(['/', '/v1', '/v2/orders', '/v1/orders/a/b/c', '/docs/package.json', '/docs/../package.json'])(
    'returns 404 for the unknown route %s',
    async (path) => {
      expect(await api.call('GET', path)).toMatchObject(problem(404, 'not_found'));
    },
  );

  it.each([
    ['DELETE', '/v1/orders', 'POST, GET, HEAD'],
    ['PUT', `/v1/products/${randomUUID()}`, 'GET, PATCH, HEAD'],
    ['OPTIONS', '/v1/orders', 'POST, GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
  ])('returns 405 for %s %s', async (method, path, allow) => {
    const response = await api.call(method, path);
    expect(response).toMatchObject(problem(405, 'method_not_allowed'));
    expect(response.headers.get('allow')).toBe(allow);
  });

  it('returns 400 for a path that cannot be decoded', async () => {
    expect(await api.call('GET', '/v1/orders/%ff', { token })).toMatchObject(problem(400, 'invalid_request'));
  });
});

describe('an invalid path or query', () => {
  it.each(['/v1/orders/7', '/v1/orders/7/history', '/v1/products/7'])('returns 400 for %s', async (path) => {
    const response = await api.call('GET', path, { token });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toEqual([{ path: 'id', message: anyString }]);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['status=shipped', 'status'],
    ['created_after=yesterday', 'created_after'],
    ['created_before=2024-02-30T00:00:00Z', 'created_before'],
    ['user_id=me', 'user_id'],
    ['cursor=nonsense', 'cursor'],
    ['cursor=', 'cursor'],
    [`cursor=${Buffer.from('{"createdAt":"now","id":"7"}').toString('base64url')}`, 'cursor'],
    ['colour=red', 'colour'],
  ])('returns 400 for a list with %s', async (query, path) => {
    const response = await api.call('GET', `/v1/orders?${query}`, { token });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toContainEqual({ path, message: anyString });
  });
});

describe('an invalid product or adjustment', () => {
  const product = { sku: 'A-1', name: 'A', price: 100 };
  it.each<[string, unknown, string]>([
    ['no sku', { name: 'A', price: 100 }, 'sku'],
    ['a sku with a space', { ...product, sku: 'A 1' }, 'sku'],
    ['an empty name', { ...product, name: '' }, 'name'],
    ['price 0', { ...product, price: 0 }, 'price'],
    ['price 9.99', { ...product, price: 9.99 }, 'price'],
    ['a price above the limit', { ...product, price: 1e12 }, 'price'],
    ['an invalid currency', { ...product, currency: 'dollars' }, 'currency'],
    ['a negative opening stock', { ...product, opening_stock: -1 }, 'opening_stock'],
    ['an id', { ...product, id: randomUUID() }, 'id'],
  ])('returns 400 for a product with %s', async (_, body, path) => {
    const response = await api.call('POST', '/v1/products', { token: await operatorToken(), body });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toContainEqual({ path, message: anyString });
  });

  it.each<[string, unknown, string]>([
    ['delta 0', { delta: 0, reason: 'none' }, 'delta'],
    ['delta 1.5', { delta: 1.5, reason: 'none' }, 'delta'],
    ['delta 1e9', { delta: 1e9, reason: 'none' }, 'delta'],
    ['no reason', { delta: 1 }, 'reason'],
  ])('returns 400 for an adjustment with %s', async (_, body, path) => {
    const options = { token: await operatorToken(), body };
    const response = await api.call('POST', `/v1/inventory/${randomUUID()}/adjustments`, options);
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toContainEqual({ path, message: anyString });
  });
});
