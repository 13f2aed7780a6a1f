import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { TcpProxy } from './tcp-proxy.js';
import { waitUntil } from '../kit/observe.js';
import { startSystem } from '../kit/system.js';
import { customerToken, operatorToken, problem, startTestApi, temporalOf, type TestApi } from './harness.js';

const order = { items: [{ product_id: randomUUID(), quantity: 1 }], payment_method: 'credit_card' };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('while Temporal is unreachable', () => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    // A request that waited for the placement timeout would exceed the timeout of the test.
    api = await startTestApi({ database, placement: { timeoutSeconds: 300, reservationTtlSeconds: 900 } });
    token = await customerToken();
  });
  afterAll(() => api.stop());

  it('returns 503 for an order without waiting, and says how to get its outcome', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const response = await api.call('POST', '/v1/orders', { token, body: order, headers });
    expect(response).toMatchObject(problem(503, 'unavailable'));
    expect(response.body.detail).toMatch(/same Idempotency-Key/);
    expect(response.headers.get('retry-after')).toBe('1');
  });

  it('still returns orders and products', async () => {
    expect(await api.call('GET', '/v1/orders', { token })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/v1/products')).toMatchObject({ status: 200 });
  });

  it('reports it in /readyz', async () => {
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, parts: { temporal: 'unreachable', database: 'ready', migrations: 'ready' } },
    });
  });
});

describe('while no worker runs', () => {
  it('returns 503 for an order after the placement timeout, serves other routes and reports it in /readyz', async () => {
    const system = await startSystem('dev-server', { withoutWorkers: true });
    const api = await startTestApi({
      database: system.database,
      temporal: temporalOf(system),
      placement: { timeoutSeconds: 0.5, reservationTtlSeconds: 900 },
    });
    const token = await customerToken();
    const { id } = await system.addProduct(1);
    const body = { ...order, items: [{ product_id: id, quantity: 1 }] };
    const response = await api.call('POST', '/v1/orders', { token, body });
    expect(response).toMatchObject(problem(503, 'unavailable'));
    // Not the timeout of the handler, which is longer and has another text.
    expect(response.body.detail).toMatch(/not accepted in time/);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await api.call('GET', '/v1/orders', { token })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 200,
      body: { ready: true, parts: { temporal: 'ready', workers: 'away' } },
    });
    await api.stop();
    await system.stop();
  });
});

describe('while the database is unreachable', () => {
  it('returns 503 and recovers when the database is back', async () => {
    const proxy = new TcpProxy(new URL(database.url));
    const api = await startTestApi({ database: { ...database, url: await proxy.listen() } });
    const token = await operatorToken();
    const list = () => api.call('GET', '/v1/orders', { token });
    expect(await list()).toMatchObject({ status: 200 });

    await proxy.close();
    const unavailable = await list();
    expect(unavailable).toMatchObject(problem(503, 'unavailable'));
    expect(unavailable.headers.get('retry-after')).toBe('1');
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { parts: { database: 'unreachable', migrations: 'unknown' } },
    });

    await proxy.listen();
    expect(await list()).toMatchObject({ status: 200 });
    await api.stop();
    await proxy.close();
  });

  it('starts, returns 503 and recovers when the database is back', async () => {
    const proxy = new TcpProxy(new URL(database.url));
    const url = await proxy.listen();
    await proxy.close();
    const api = await startTestApi({ database: { ...database, url } });
    const token = await operatorToken();
    const list = () => api.call('GET', '/v1/orders', { token });
    const unavailable = await list();
    expect(unavailable).toMatchObject(problem(503, 'unavailable'));
    expect(unavailable.headers.get('retry-after')).toBe('1');
    expect(await api.call('GET', '/healthz')).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { parts: { database: 'unreachable', migrations: 'unknown' } },
    });

    await proxy.listen();
    await waitUntil(list, ({ status }) => status === 200);
    await api.stop();
    await proxy.close();
  });

  it('stops although the database was never reachable', async () => {
    const api = await startTestApi({ database: { ...database, url: 'postgres://postgres@127.0.0.1:1/orders' } });
    await api.stop();
  });

  it('does not start with a wrong password', async () => {
    const url = new URL(database.url);
    url.password = 'wrong';
    await expect(startTestApi({ database: { ...database, url: url.href } })).rejects.toThrow(/password/);
  });

  it('returns 503 when the database does not answer, and recovers when it does', async () => {
    const proxy = new TcpProxy(new URL(database.url));
    const api = await startTestApi({
      database: { ...database, url: await proxy.listen() },
      placement: { timeoutSeconds: 0.1, reservationTtlSeconds: 900 },
    });
    const token = await operatorToken();
    const list = () => api.call('GET', '/v1/orders', { token });
    expect(await list()).toMatchObject({ status: 200 });
    proxy.blackhole();
    expect(await list()).toMatchObject(problem(503, 'unavailable'));
    proxy.dropConnections();
    await waitUntil(list, ({ status }) => status === 200);
    await api.stop();
    await proxy.close();
  });

  it('reports pending migrations in /readyz and hides SQL errors', async () => {
    const empty = await createTestDatabase();
    await empty.query('DROP SCHEMA access, catalog, orders, inventory, payments, events CASCADE');
    const api = await startTestApi({ database: empty });
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { parts: { database: 'ready', migrations: 'pending' } },
    });
    const failed = await api.call('GET', '/v1/products');
    expect(failed).toMatchObject(problem(500, 'internal'));
    expect(JSON.stringify(failed.body)).not.toMatch(/relation|catalog|select|stack/i);
    await api.stop();
    await empty.drop();
  });
});
