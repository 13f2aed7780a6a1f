import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateApiKey } from '../../src/domains/access/api-key-text.js';
import { SCOPES } from '../../src/domains/access/scopes.js';
import { ROUTES } from '../../src/api/routes.js';
import { waitUntil } from '../kit/observe.js';
import { customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface CreatedKey {
  readonly id: string;
  readonly key: string;
}

async function createKey(scopes: readonly string[], headers: Record<string, string> = {}): Promise<CreatedKey> {
  const options = { token: await operatorToken(), body: { name: 'test', scopes }, headers };
  const { body } = await api.call('POST', '/v1/api-keys', options);
  return body as unknown as CreatedKey;
}

async function listKeys(): Promise<{ id: string; last_used_at: string | null; revoked_at: string | null }[]> {
  const { body } = await api.call('GET', '/v1/api-keys', { token: await operatorToken() });
  return body.data as never;
}

/** The scope that each route needs; `tokens` accepts no API key, `anyone` needs nothing. */
const ACCESS: Readonly<Record<string, string>> = {
  placeOrder: 'orders:write',
  getOrder: 'orders:read',
  getOrderRun: 'orders:read',
  listOrders: 'orders:read',
  getOrderHistory: 'orders:read',
  followOrder: 'orders:read',
  cancelOrder: 'orders:write',
  extendReservation: 'orders:write',
  retryOrder: 'orders:write',
  refundOrder: 'refunds',
  returnOrder: 'refunds',
  listReturns: 'orders:read',
  getPayment: 'orders:read',
  getTimeline: 'orders:read',
  getPersonalData: 'personal_data:read',
  exportOrders: 'orders:read',
  cancelOrders: 'orders:write',
  getCancellation: 'orders:read',
  listAttention: 'orders:read',
  getNumbers: 'orders:read',
  listMovements: 'inventory',
  exportProducts: 'catalogue',
  importProducts: 'catalogue',
  eraseUser: 'tokens',
  getErasure: 'tokens',
  receivePaymentEvent: 'anyone',
  listProducts: 'anyone',
  getProduct: 'anyone',
  createProduct: 'catalogue',
  changeProduct: 'catalogue',
  listInventory: 'inventory',
  getInventory: 'inventory',
  adjustInventory: 'inventory',
  createApiKey: 'tokens',
  listApiKeys: 'tokens',
  revokeApiKey: 'tokens',
  listChanges: 'tokens',
  listEvents: 'events:read',
  getAsyncApi: 'anyone',
  createWebhookEndpoint: 'webhooks',
  listWebhookEndpoints: 'webhooks',
  getWebhookEndpoint: 'webhooks',
  changeWebhookEndpoint: 'webhooks',
  deleteWebhookEndpoint: 'webhooks',
  rotateWebhookSecret: 'webhooks',
  testWebhookEndpoint: 'webhooks',
  listWebhookDeliveries: 'webhooks',
  redeliverWebhooks: 'webhooks',
  getHealth: 'anyone',
  getReadiness: 'anyone',
  getOpenApi: 'anyone',
  getDocs: 'anyone',
};

describe('the scope of', () => {
  it('every route is known', () => {
    expect(
      Object.fromEntries(
        ROUTES.map(({ operationId, access, scope }) => [
          operationId,
          access === 'anyone' ? access : (scope ?? 'tokens'),
        ]),
      ),
    ).toEqual(ACCESS);
  });

  it.each(ROUTES.filter(({ access }) => access !== 'anyone'))('$operationId is enforced', async (route) => {
    const others = SCOPES.filter((scope) => scope !== route.scope);
    const { key } = await createKey(others);
    const path = route.path.replace(/:\w+/, randomUUID());
    const response = await api.call(route.method.toUpperCase(), path, { token: key });
    expect(response).toMatchObject(problem(403, 'forbidden'));
    expect(response.body.detail).toContain(route.scope ?? 'access token');
  });
});

describe('an API key', () => {
  it('has a prefix and a checksum, and is not stored', async () => {
    const { id, key } = await createKey(['inventory']);
    expect(key).toMatch(/^dok_[\da-f]{72}$/);
    const rows = await api.database.query<{ row: string }>(
      'SELECT k::text AS row FROM access.api_keys k WHERE id = $1',
      [id],
    );
    expect(rows[0]?.row).toContain(id);
    expect(rows[0]?.row).not.toContain(key.slice(4, 20));
    expect(JSON.stringify(await listKeys())).not.toContain(key);
  });

  it('permits what its scopes say', async () => {
    const { key } = await createKey(['inventory']);
    expect(await api.call('GET', '/v1/inventory', { token: key })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/v1/orders', { token: key })).toMatchObject(problem(403, 'forbidden'));
  });

  it.each<[string, (key: string) => string]>([
    ['unknown', () => generateApiKey()],
    ['cut off', (key) => key.slice(0, -1)],
    ['mistyped', (key) => key.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ['in upper case', (key) => `dok_${key.slice(4).toUpperCase()}`],
  ])('is rejected when it is %s', async (_, change) => {
    const { key } = await createKey(['inventory']);
    const response = await api.call('GET', '/v1/inventory', { token: change(key) });
    expect(response).toMatchObject(problem(401, 'unauthorized'));
    expect(response.body.detail).toMatch(/API key/);
  });

  it('is rejected after it was revoked, and can be revoked again', async () => {
    const { id, key } = await createKey(['inventory']);
    await api.call('GET', '/v1/inventory', { token: key });
    for (let time = 0; time < 2; time += 1)
      expect(await api.call('DELETE', `/v1/api-keys/${id}`, { token: await operatorToken() })).toMatchObject({
        status: 204,
      });
    await waitUntil(
      () => api.call('GET', '/v1/inventory', { token: key }),
      ({ status }) => status === 401,
    );
    expect((await listKeys()).find((listed) => listed.id === id)?.revoked_at).not.toBeNull();
  });

  it('shows its last use, and records it once a minute', async () => {
    const { id, key } = await createKey(['inventory']);
    const lastUse = async () => (await listKeys()).find((listed) => listed.id === id)?.last_used_at;
    expect(await lastUse()).toBeNull();
    await api.call('GET', '/v1/inventory', { token: key });
    const first = await waitUntil(lastUse, (at) => at !== null);
    await api.call('GET', '/v1/inventory', { token: key });
    expect(await lastUse()).toBe(first);
  });

  it('is replaced by a repeated request until it was used', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const token = await operatorToken();
    const create = () =>
      api.call('POST', '/v1/api-keys', { token, headers, body: { name: 'lost', scopes: ['inventory'] } });
    const [first, second] = [await create(), await create()];
    expect(second.body.id).toBe(first.body.id);
    const keyOf = ({ body }: typeof first) => (body as unknown as CreatedKey).key;
    expect(await api.call('GET', '/v1/inventory', { token: keyOf(first) })).toMatchObject({ status: 401 });
    expect(await api.call('GET', '/v1/inventory', { token: keyOf(second) })).toMatchObject({ status: 200 });
    await waitUntil(listKeys, (keys) =>
      keys.some(({ id, last_used_at }) => id === second.body.id && last_used_at !== null),
    );
    expect(await create()).toMatchObject(problem(422, 'idempotency_key_reused'));
  });

  it('cannot be made by a customer', async () => {
    const body = { name: 'mine', scopes: ['refunds'] };
    const response = await api.call('POST', '/v1/api-keys', { token: await customerToken(), body });
    expect(response).toMatchObject(problem(403, 'forbidden'));
  });
});

it('limits the requests of each key', async () => {
  const limited = await startTestApi({ database: api.database, rateLimits: { perAddress: 0, perUser: 2 } });
  const [one, other] = [await createKey(['inventory']), await createKey(['inventory'])];
  const statusOf = async ({ key }: CreatedKey) => (await limited.call('GET', '/v1/inventory', { token: key })).status;
  expect([await statusOf(one), await statusOf(one), await statusOf(one), await statusOf(other)]).toEqual([
    ...[200, 200, 429],
    200,
  ]);
  await limited.stop();
});
