import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INTEGER_MAX } from '../../src/domains/database/columns.js';
import { MAX_STOCK } from '../../src/domains/inventory/bounds.js';
import { anyString, customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await startTestApi();
  token = await operatorToken();
});
afterAll(() => api.stop());

let count = 0;
async function addProduct(fields: object = {}) {
  count += 1;
  const body = { sku: `SKU-${count}`, name: `Product ${count}`, price: 1_999, ...fields };
  const response = await api.call('POST', '/v1/products', { token, body });
  expect(response.status).toBe(201);
  return response.body;
}

const adjust = (productId: string, delta: number, reason = 'counted again') =>
  api.call('POST', `/v1/inventory/${productId}/adjustments`, { token, body: { delta, reason } });

describe('products', () => {
  it('are created with their opening stock and readable by anyone', async () => {
    const body = {
      sku: 'MUG-1',
      name: 'Mug',
      price: 1_600,
      currency: 'EUR',
      opening_stock: 7,
      warehouse_code: 'NORTH',
    };
    const created = await api.call('POST', '/v1/products', { token, body });
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/v1/products/${created.body.id}`);
    expect(Object.entries(created.body)).toEqual([
      ['id', anyString],
      ['sku', 'MUG-1'],
      ['name', 'Mug'],
      ['price', 1_600],
      ['currency', 'EUR'],
      ['status', 'active'],
      ['available', 7],
      ['created_at', expect.stringMatching(/^\d{4}-.*Z$/)],
      ['updated_at', expect.stringMatching(/^\d{4}-.*Z$/)],
    ]);
    expect(await api.call('GET', `/v1/products/${created.body.id}`)).toMatchObject({ status: 200, body: created.body });

    const stock = await api.call('GET', `/v1/inventory/${created.body.id}`, { token });
    expect(Object.entries(stock.body)).toEqual([
      ['product_id', created.body.id],
      ['sku', 'MUG-1'],
      ['available', 7],
      ['reserved', 0],
      ['total', 7],
      ['warehouse_code', 'NORTH'],
      ['updated_at', anyString],
    ]);
  });

  it('default to no stock and a price in USD', async () => {
    expect(await addProduct()).toMatchObject({ available: 0, currency: 'USD' });
  });

  it('have a unique SKU', async () => {
    const { sku } = await addProduct();
    const response = await api.call('POST', '/v1/products', { token, body: { sku, name: 'Another', price: 1 } });
    expect(response).toMatchObject(problem(409, 'sku_taken'));
  });

  it('get their opening stock when an interrupted creation is repeated', async () => {
    const { id, sku } = await addProduct({ opening_stock: 3 });
    await api.database.query('DELETE FROM inventory.stock_movements WHERE product_id = $1', [id]);
    await api.database.query('DELETE FROM inventory.stock WHERE product_id = $1', [id]);
    expect(await addProduct({ sku, opening_stock: 4 })).toMatchObject({ id, available: 4 });
  });

  it('are created once when eight requests race, with the price and the stock of one', async () => {
    const sku = `RACE-${randomUUID()}`;
    const responses = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        api.call('POST', '/v1/products', {
          token,
          body: { sku, name: 'R', price: index + 1, opening_stock: index + 1 },
        }),
      ),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(7).fill(409)]);
    const [created] = responses.filter(({ status }) => status === 201);
    const [stored] = await api.database.query(
      `SELECT price::int, total FROM catalog.products p JOIN inventory.stock s ON s.product_id = p.id WHERE p.sku = $1`,
      [sku],
    );
    expect(created?.body).toMatchObject({ price: (stored as { total: number }).total });
    expect(stored).toMatchObject({ price: (stored as { total: number }).total });
  });

  it('leave nothing behind when another product holds the stock of the SKU', async () => {
    const { id } = await addProduct();
    await api.database.query("UPDATE inventory.stock SET sku = 'HELD' WHERE product_id = $1", [id]);
    const response = await api.call('POST', '/v1/products', { token, body: { sku: 'HELD', name: 'H', price: 1 } });
    expect(response).toMatchObject(problem(409, 'sku_taken'));
    expect(await api.database.query("SELECT id FROM catalog.products WHERE sku = 'HELD'")).toEqual([]);
  });

  it('are changed field by field', async () => {
    const { id, ...product } = await addProduct({ opening_stock: 2 });
    const path = `/v1/products/${id}`;
    const body = { name: 'New name', price: 5, status: 'inactive' };
    const changed = await api.call('PATCH', path, { token, body });
    expect(changed).toMatchObject({ status: 200, body: { ...product, ...body, updated_at: anyString } });
    const unchanged = await api.call('PATCH', path, { token, body: {} });
    expect(unchanged).toMatchObject({ status: 200, body: changed.body });
    const rejected = await api.call('PATCH', path, { token, body: { sku: 'OTHER' } });
    expect(rejected).toMatchObject(problem(400, 'invalid_request'));
  });

  it('return 404 for an unknown id', async () => {
    const path = `/v1/products/${randomUUID()}`;
    expect(await api.call('GET', path)).toMatchObject(problem(404, 'product_not_found'));
    const body = { name: 'Ghost' };
    expect(await api.call('PATCH', path, { token, body })).toMatchObject(problem(404, 'product_not_found'));
  });
});

describe('stock adjustments', () => {
  it('add and remove units and record the reason', async () => {
    const { id } = await addProduct({ opening_stock: 5 });
    expect(await adjust(id, 3)).toMatchObject({ status: 200, body: { available: 8, total: 8 } });
    expect(await adjust(id, -8, 'stolen')).toMatchObject({ status: 200, body: { available: 0, total: 0 } });
    const ledger = await api.database.query(
      'SELECT kind, available_delta, reason FROM inventory.stock_movements WHERE product_id = $1 ORDER BY id',
      [id],
    );
    expect(ledger).toEqual([
      { kind: 'opening', available_delta: 5, reason: null },
      { kind: 'adjustment', available_delta: 3, reason: 'counted again' },
      { kind: 'adjustment', available_delta: -8, reason: 'stolen' },
    ]);
  });

  it('return 409 when they exceed the available stock', async () => {
    const { id } = await addProduct({ opening_stock: 5 });
    expect(await adjust(id, -6)).toMatchObject(problem(409, 'adjustment_below_reserved'));
    expect((await api.call('GET', `/v1/inventory/${id}`, { token })).body).toMatchObject({ available: 5, total: 5 });
  });

  it('return 409 when the stock would leave its range', async () => {
    const { id } = await addProduct();
    await api.database.query('UPDATE inventory.stock SET available = $2, total = $2 WHERE product_id = $1', [
      id,
      MAX_STOCK - 1,
    ]);
    expect(await adjust(id, 2)).toMatchObject(problem(409, 'stock_out_of_range'));
    expect(await adjust(id, 1)).toMatchObject({ status: 200, body: { total: MAX_STOCK } });
    await api.database.query('UPDATE inventory.stock SET available = $2, total = $2 WHERE product_id = $1', [
      id,
      INTEGER_MAX,
    ]);
    expect(await adjust(id, 1)).toMatchObject(problem(409, 'stock_out_of_range'));
    expect(await adjust(id, -1)).toMatchObject({ status: 200, body: { total: INTEGER_MAX - 1 } });
  });

  it('return 404 for an unknown product', async () => {
    const id = randomUUID();
    expect(await adjust(id, 1)).toMatchObject(problem(404, 'product_not_in_inventory'));
    const response = await api.call('GET', `/v1/inventory/${id}`, { token });
    expect(response).toMatchObject(problem(404, 'product_not_in_inventory'));
  });
});

describe('a repeated Idempotency-Key', () => {
  const withKey = (key: string, body: unknown, caller = token) => {
    return { token: caller, body, headers: { 'idempotency-key': key } };
  };

  it.each([
    ['an adjustment', 'POST', (id: string) => `/v1/inventory/${id}/adjustments`, { delta: 2, reason: 'found' }],
    ['a change of a product', 'PATCH', (id: string) => `/v1/products/${id}`, { price: 7 }],
  ])('makes %s once and returns the same answer', async (_, method, pathOf, body) => {
    const key = randomUUID();
    const { id } = await addProduct({ opening_stock: 5 });
    const responses = await Promise.all(
      Array.from({ length: 4 }, () => api.call(method, pathOf(id), withKey(key, body))),
    );
    // What another request changes meanwhile does not change the answer.
    await adjust(id, 1);
    await api.call('PATCH', `/v1/products/${id}`, { token, body: { name: 'Other' } });
    responses.push(await api.call(method, pathOf(id), withKey(key, body)));
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    const adjustments = await api.database.query(
      "SELECT FROM inventory.stock_movements WHERE product_id = $1 AND kind = 'adjustment'",
      [id],
    );
    expect(adjustments).toHaveLength(method === 'POST' ? 2 : 1);
  });

  it('creates a product once and returns the same answer', async () => {
    const key = randomUUID();
    const body = { sku: `KEY-${key}`, name: 'Keyed', price: 3, opening_stock: 4 };
    const responses = await Promise.all(
      Array.from({ length: 4 }, () => api.call('POST', '/v1/products', withKey(key, body))),
    );
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(responses.map(({ text }) => text)).size).toBe(1);
    const other = await api.call('POST', '/v1/products', withKey(key, { ...body, sku: `OTHER-${key}` }));
    expect(other).toMatchObject(problem(422, 'idempotency_key_reused'));
  });

  it('belongs to one user and one URL', async () => {
    const key = randomUUID();
    const [one, two] = [await addProduct(), await addProduct()];
    const adjustWithKey = (id: string, caller = token) =>
      api.call('POST', `/v1/inventory/${id}/adjustments`, withKey(key, { delta: 1, reason: 'found' }, caller));
    await adjustWithKey(one.id);
    expect(await adjustWithKey(two.id)).toMatchObject({ status: 200, body: { product_id: two.id, total: 1 } });
    const colleague = await adjustWithKey(one.id, await operatorToken());
    expect(colleague).toMatchObject({ status: 200, body: { product_id: one.id, total: 2 } });
  });

  it('is free again after a rejection', async () => {
    const key = randomUUID();
    const { id } = await addProduct();
    const path = `/v1/inventory/${id}/adjustments`;
    const body = { delta: -1, reason: 'lost' };
    expect(await api.call('POST', path, withKey(key, body))).toMatchObject(problem(409, 'adjustment_below_reserved'));
    await adjust(id, 1);
    expect(await api.call('POST', path, withKey(key, body))).toMatchObject({ status: 200, body: { total: 0 } });
  });
});

describe.each(['/v1/products', '/v1/inventory'])('GET %s', (path) => {
  it('lists every row once in order of SKU, page by page', async () => {
    for (let added = 0; added < 5; added += 1) await addProduct();
    const all = await api.call('GET', path, { token });
    expect(all.body.next_cursor).toBeNull();

    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await api.call('GET', `${path}?limit=2${cursor && `&cursor=${cursor}`}`, { token });
      expect(page.body.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.body.data.map((row) => row.sku));
      cursor = page.body.next_cursor;
    }
    expect(seen).toEqual(all.body.data.map((row) => row.sku));
    expect(seen).toEqual([...new Set(seen)].sort());
    expect(seen.length).toBeGreaterThanOrEqual(5);
  });
});

it('shows products to anyone and stock to operators only', async () => {
  expect(await api.call('GET', '/v1/products')).toMatchObject({ status: 200 });
  expect(await api.call('GET', '/v1/inventory', { token: await customerToken() })).toMatchObject({ status: 403 });
});
