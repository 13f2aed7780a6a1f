import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { CHANGE_INVARIANTS } from '../../src/audit/invariants/changes.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

interface Entry {
  readonly id: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly before: unknown;
  readonly after: unknown;
  readonly request_id: string | null;
}

const operatorId = randomUUID();
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { token: await operatorToken(operatorId), body, headers });

async function list(query: string): Promise<readonly Entry[]> {
  return (await send('GET', `/v1/changes?${query}`)).body.data as unknown as readonly Entry[];
}

/** The invariants of the log that do not hold. */
async function violated(): Promise<readonly string[]> {
  const { url: databaseUrl } = api.database;
  const findings = await audit({ databaseUrl, invariants: CHANGE_INVARIANTS, settled: true, recheckDelayMs: 0 });
  return findings.filter(({ violations }) => violations > 0).map(({ id }) => id);
}

const newProduct = () => ({ sku: randomUUID(), name: 'Mug', price: 1600, opening_stock: 10 });

async function createProduct(): Promise<string> {
  return (await send('POST', '/v1/products', newProduct())).body.id;
}

describe('the log of changes', () => {
  it('has who changed what, from what to what, and with which request', async () => {
    const id = await createProduct();
    await send('PATCH', `/v1/products/${id}`, { price: 1700 }, { 'x-request-id': 'raise-1' });
    await send('POST', `/v1/inventory/${id}/adjustments`, { delta: -3, reason: 'broken' });
    const [adjusted, changed, created, ...others] = await list(`subject_id=${id}`);
    expect(others).toEqual([]);
    expect(created).toMatchObject({
      action: 'product.created',
      before: null,
      after: { price: 1600, opening_stock: 10 },
    });
    expect(changed).toMatchObject({
      ...{ actor: { kind: 'operator', id: operatorId }, subject: { type: 'product', id }, request_id: 'raise-1' },
      ...{ action: 'product.changed', before: { price: 1600, name: 'Mug' }, after: { price: 1700, name: 'Mug' } },
    });
    expect(adjusted).toMatchObject({
      ...{ action: 'stock.adjusted', before: { available: 10 }, after: { available: 7, delta: -3, reason: 'broken' } },
    });
    expect(await violated()).toEqual([]);
  });

  it('names the key that changed something, and never its secret', async () => {
    const { body: key } = await send('POST', '/v1/api-keys', { name: 'catalogue', scopes: ['catalogue'] });
    const { key: token } = key as unknown as { key: string };
    const { body: product } = await api.call('POST', '/v1/products', { token, body: newProduct() });
    await send('DELETE', `/v1/api-keys/${key.id}`);
    await send('DELETE', `/v1/api-keys/${key.id}`);
    expect(await list(`actor_id=${key.id}`)).toMatchObject([
      { action: 'product.created', actor: { kind: 'api_key', id: key.id }, subject: { id: product.id } },
    ]);
    const entries = await list(`subject_id=${key.id}`);
    expect(entries).toMatchObject([
      { action: 'api_key.revoked', actor: { kind: 'operator', id: operatorId }, after: null },
      { action: 'api_key.created', before: null, after: { name: 'catalogue', scopes: ['catalogue'] } },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/dok_|[0-9a-f]{64}/);
    expect(await violated()).toEqual([]);
  });

  it('has one entry for a repeated request, and none for one that is refused', async () => {
    const id = await createProduct();
    const headers = { 'idempotency-key': randomUUID() };
    for (let n = 0; n < 2; n += 1)
      await send('POST', `/v1/inventory/${id}/adjustments`, { delta: 1, reason: 'found' }, headers);
    await send('POST', `/v1/inventory/${id}/adjustments`, { delta: -100, reason: 'stolen' });
    await send('PATCH', `/v1/products/${randomUUID()}`, { price: 1 });
    expect(await list(`subject_id=${id}&action=stock.adjusted`)).toHaveLength(1);
    expect(await violated()).toEqual([]);
  });

  it('has the changes of one product in the order in which they were made', async () => {
    const id = await createProduct();
    await Promise.all(Array.from({ length: 8 }, (_, n) => send('PATCH', `/v1/products/${id}`, { price: 100 + n })));
    const entries = (await list(`subject_id=${id}&action=product.changed`)) as readonly (Entry & {
      before: { price: number };
      after: { price: number };
    })[];
    expect(entries).toHaveLength(8);
    for (const [index, { before }] of entries.slice(0, -1).entries()) expect(before).toEqual(entries[index + 1]?.after);
    expect(await violated()).toEqual([]);
  });

  it('is read in pages, by operators only', async () => {
    const id = await createProduct();
    for (const price of [1, 2, 3]) await send('PATCH', `/v1/products/${id}`, { price });
    const all = await list(`subject_id=${id}`);
    const first = await send('GET', `/v1/changes?subject_id=${id}&limit=3`);
    const second = await send('GET', `/v1/changes?subject_id=${id}&limit=3&cursor=${String(first.body.next_cursor)}`);
    expect([...(first.body.data as unknown[]), ...(second.body.data as unknown[])]).toEqual(all);
    expect(second.body.next_cursor).toBeNull();
    const asCustomer = await api.call('GET', '/v1/changes', { token: await customerToken() });
    expect(asCustomer).toMatchObject(problem(403, 'forbidden'));
  });

  it.each(["UPDATE access.changes SET after = '{}'", 'DELETE FROM access.changes', 'TRUNCATE access.changes'])(
    'refuses %s, also of the owner',
    async (sql) => {
      await createProduct();
      await expect(api.database.query(sql)).rejects.toThrow('The log of changes is append-only');
    },
  );
});

describe('what operators request for orders', () => {
  let shop: Storefront;
  beforeAll(async () => {
    shop = await startStorefront();
  });
  afterAll(() => shop.stop());

  const actionsOf = async (id: string) =>
    (
      await shop.system.database.query<{ action: string }>(
        'SELECT action FROM access.changes WHERE subject_id = $1 ORDER BY position',
        [id],
      )
    ).map(({ action }) => action);

  it('is logged before their run starts; what customers request is not', async () => {
    const { id: productId } = await shop.system.addProduct(10);
    const place = async (fields: object = {}) => (await shop.placeOrder(productId, fields)).body.id;
    const confirmed = await place({ items: [{ product_id: productId, quantity: 2 }] });
    await shop.waitForOrder(confirmed, hasFinalStatus);
    const waiting = await place({ payment_method: 'paypal' });
    const own = await place({ payment_method: 'paypal' });

    const returned = { items: [{ product_id: productId, quantity: 1 }], restock: true, reason: 'wrong size' };
    await shop.request('POST', `/v1/orders/${confirmed}/refunds`, { amount: 1, reason: 'late' }, 'operator');
    await shop.request('POST', `/v1/orders/${confirmed}/returns`, returned, 'operator');
    await shop.request('POST', `/v1/orders/${confirmed}/retry`, undefined, 'operator');
    await shop.request('POST', `/v1/orders/${confirmed}/cancel`, { reason: 'recall' }, 'operator');
    await shop.request('POST', `/v1/orders/${waiting}/reservation/extend`, { seconds: 60 }, 'operator');
    await shop.request('POST', `/v1/orders/${own}/reservation/extend`, { seconds: 60 });
    await shop.request('POST', `/v1/orders/${own}/cancel`, {});

    expect(await actionsOf(confirmed)).toEqual([
      ...['order.refund_requested', 'order.return_requested', 'order.retry_requested', 'order.cancellation_requested'],
    ]);
    expect(await actionsOf(waiting)).toEqual(['order.extension_requested']);
    expect(await actionsOf(own)).toEqual([]);
  });
});
