import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiRequest } from '../kit/api-client.js';
import { tokenWithRoles } from '../kit/tokens.js';
import { signWebhook } from '../kit/webhook-events.js';
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
     UNION ALL SELECT id FROM catalog.products UNION ALL SELECT id FROM inventory.reservations
     UNION ALL SELECT id FROM inventory.stock`,
  );
  await api.stop();
  expect(written).toEqual([]);
});

const item = { product_id: randomUUID(), quantity: 1 };
const order = { items: [item], payment_method: 'credit_card' };
const place = (options: ApiRequest) => api.call('POST', '/v1/orders', { token, ...options });
const encodeCursor = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');
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

const address = { name: 'A', line1: 'B', city: 'C', postal_code: '1', country: 'DE' };

describe('text with a character that is not safe', () => {
  it.each<[path: string, text: string, request: (text: string) => [path: string, body: object]]>([
    ['url', 'https://example.com/\0', (url) => ['/v1/webhook-endpoints', { url, types: [] }]],
    ['url', 'https://example.com/\u202e', (url) => ['/v1/webhook-endpoints', { url, types: [] }]],
    [
      'description',
      'a\u0085b',
      (description) => ['/v1/webhook-endpoints', { url: 'https://example.com/', types: [], description }],
    ],
    ['name', 'a\u2066b', (name) => ['/v1/api-keys', { name, scopes: ['inventory'] }]],
    ['name', 'a\ud83d', (name) => ['/v1/products', { sku: 'A', name, price: 1 }]],
    ['reason', 'a\0b', (reason) => ['/v1/cancellations', { order_ids: [randomUUID()], reason }]],
    ['external_reference', 'a\u200f', (reference) => ['/v1/orders', { ...order, external_reference: reference }]],
    ['metadata.k', 'a\ufdd0', (value) => ['/v1/orders', { ...order, metadata: { k: value } }]],
    ['metadata.a b', 'a\0b', (key) => ['/v1/orders', { ...order, metadata: { [key]: 'v' } }]],
    ['note', 'a\u061c', (note) => ['/v1/orders', { ...order, note }]],
    ['email', 'a\u202e@example.com', (email) => ['/v1/orders', { ...order, email }]],
    [
      'shipping_address.city',
      'a\u2028b',
      (city) => ['/v1/orders', { ...order, shipping_address: { ...address, city } }],
    ],
  ])('returns 400 for %s: %j', async (field, text, request) => {
    const [path, body] = request(text);
    const response = await api.call('POST', path, { token: await tokenWithRoles(['customer', 'operator']), body });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors.map((error) => error.path)).toContain(field);
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
    ['created_after=0000-01-01T00:00:00Z', 'created_after'],
    ['created_before=9999-12-31T23:59:59-00:01', 'created_before'],
    [`cursor=${encodeCursor({ createdAt: '0000-01-01T00:00:00.000Z', id: randomUUID() })}`, 'cursor'],
    [`cursor=${encodeCursor({ createdAt: 0, id: randomUUID() })}`, 'cursor'],
    [`cursor=${encodeCursor({ createdAt: '2024-01-01T00:00:00.000Z', id: '\0' })}`, 'cursor'],
    [`cursor=${encodeCursor(null)}`, 'cursor'],
    [`cursor=${Buffer.from('{"createdAt":"now","id":"7"}').toString('base64url')}`, 'cursor'],
    ['colour=red', 'colour'],
  ])('returns 400 for a list with %s', async (query, path) => {
    const response = await api.call('GET', `/v1/orders?${query}`, { token });
    expect(response).toMatchObject(problem(400, 'invalid_request'));
    expect(response.body.errors).toContainEqual({ path, message: anyString });
  });
});

describe.each(['/v1/products', '/v1/inventory'])('an invalid cursor of %s', (path) => {
  it.each([{ sku: 'A\0' }, { sku: '\ud800' }, { sku: '' }, { sku: 'A'.repeat(65) }, { sku: 1 }, {}, [], 7])(
    'returns 400 for %j',
    async (position) => {
      const cursor = encodeCursor(position);
      const response = await api.call('GET', `${path}?cursor=${cursor}`, { token: await operatorToken() });
      expect(response).toMatchObject(problem(400, 'invalid_request'));
      expect(response.body.errors).toEqual([{ path: 'cursor', message: anyString }]);
    },
  );
});

describe('text that is unsafe to store or to show', () => {
  const UNSAFE = ['\0', '\n', '\u007f', '\u0085', '\u202e', '\u2066', '\u2028', '\ud800', '\udc00', '\ufdd0', '\uffff'];
  const product = { sku: 'A-1', name: 'A', price: 100 };
  const id = randomUUID();

  it.each(UNSAFE.map((character) => [JSON.stringify(character), `a${character}b`]))(
    'returns 400 with the path of each field that holds %s',
    async (_, value) => {
      const token = await operatorToken();
      const sent: [method: string, path: string, body: unknown, field: string][] = [
        ['POST', '/v1/products', { ...product, name: value }, 'name'],
        ['POST', '/v1/products', { ...product, sku: value }, 'sku'],
        ['POST', '/v1/products', { ...product, warehouse_code: value }, 'warehouse_code'],
        ['PATCH', `/v1/products/${id}`, { name: value }, 'name'],
        ['POST', `/v1/inventory/${id}/adjustments`, { delta: 1, reason: value }, 'reason'],
        ['POST', `/v1/orders/${id}/cancel`, { reason: value }, 'reason'],
        ['POST', `/v1/orders/${id}/refunds`, { reason: value }, 'reason'],
      ];
      for (const [method, path, body, field] of sent) {
        const response = await api.call(method, path, { token, body });
        expect(response, path).toMatchObject(problem(400, 'invalid_request'));
        expect(response.body.errors, path).toEqual([{ path: field, message: anyString }]);
      }
      const placed = await place({ body: { ...order, payment_token: value } });
      expect(placed.body.errors).toEqual([{ path: 'payment_token', message: anyString }]);
    },
  );

  it('is not repeated in the path of an unknown field', async () => {
    const response = await place({ body: { ...order, 'a\u202eb\0': 1 } });
    expect(response.body.errors).toEqual([{ path: 'a b', message: anyString }]);
  });

  it.each([
    [{ id: 'EVT\0' }, {}],
    [{ id: 'EVT\u202e' }, {}],
    [{ id: 'EVT\ud800' }, {}],
    [{}, { charge_id: '\0' }],
    [{}, { id: 'ch_\ud800' }],
  ])('returns 400 for a signed event with %j and the data %j', async (event, data) => {
    const body = JSON.stringify({
      ...{ id: 'EVT', type: 'charge.succeeded', ...event },
      data: { order_id: randomUUID(), ...data },
    });
    const headers = { 'gateway-signature': signWebhook(body) };
    const response = await api.call('POST', '/v1/webhooks/payments', { text: body, headers });
    expect(response).toMatchObject(problem(400, 'webhook_rejected'));
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
    ...['ZZZ', 'BTC', 'XXX', 'XTS', 'XAU', 'CLF', 'DEM', 'usd'].map((currency): [string, unknown, string] => [
      `the currency ${currency}`,
      { ...product, currency },
      'currency',
    ]),
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
