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

describe('while Temporal is away', () => {
  let api: TestApi;
  let token: string;
  beforeAll(async () => {
    api = await startTestApi({ database });
    token = await customerToken();
  });
  afterAll(() => api.stop());

  it('an order is answered 503 at once, with what to do about it', async () => {
    const start = performance.now();
    const headers = { 'idempotency-key': randomUUID() };
    const response = await api.call('POST', '/v1/orders', { token, body: order, headers });
    expect(response).toMatchObject(problem(503, 'unavailable'));
    expect(response.body.detail).toMatch(/same Idempotency-Key/);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('orders and products are still read', async () => {
    expect(await api.call('GET', '/v1/orders', { token })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/v1/products')).toMatchObject({ status: 200 });
  });

  it('readyz says so', async () => {
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { ready: false, parts: { temporal: 'unreachable', database: 'ready', migrations: 'ready' } },
    });
  });
});

describe('while the workers are away', () => {
  it('an order is answered 503 in its time, the rest is served, and readyz says so', async () => {
    const system = await startSystem('dev-server', { withoutWorkers: true });
    const api = await startTestApi({
      database: system.database,
      temporal: temporalOf(system),
      placement: { timeoutSeconds: 0.5, reservationTtlSeconds: 900 },
    });
    const token = await customerToken();
    const start = performance.now();
    const response = await api.call('POST', '/v1/orders', { token, body: order });
    expect(response).toMatchObject(problem(503, 'unavailable'));
    expect(response.headers.get('retry-after')).toBe('1');
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(await api.call('GET', '/v1/orders', { token })).toMatchObject({ status: 200 });
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 200,
      body: { ready: true, parts: { temporal: 'ready', workers: 'away' } },
    });
    await api.stop();
    await system.stop();
  });
});

describe('while the database is away', () => {
  it('requests are answered 503, and served again by themselves when it is back', async () => {
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

  it('the API starts all the same, answers 503, and serves by itself once the database is there', async () => {
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

  it('or was never there, the API stops at once', async () => {
    const api = await startTestApi({ database: { ...database, url: 'postgres://postgres@127.0.0.1:1/orders' } });
    const start = performance.now();
    await api.stop();
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('a wrong password ends the boot: no waiting mends it', async () => {
    const url = new URL(database.url);
    url.password = 'wrong';
    await expect(startTestApi({ database: { ...database, url: url.href } })).rejects.toThrow(/password/);
  });

  it('or says nothing, requests are answered 503 within their time, and served again when it speaks', async () => {
    const proxy = new TcpProxy(new URL(database.url));
    const api = await startTestApi({
      database: { ...database, url: await proxy.listen() },
      placement: { timeoutSeconds: 0.1, reservationTtlSeconds: 900 },
    });
    const token = await operatorToken();
    const list = () => api.call('GET', '/v1/orders', { token });
    expect(await list()).toMatchObject({ status: 200 });
    proxy.blackhole();
    const start = performance.now();
    expect(await list()).toMatchObject(problem(503, 'unavailable'));
    expect(performance.now() - start).toBeLessThan(7_000);
    proxy.dropConnections();
    await waitUntil(list, ({ status }) => status === 200);
    await api.stop();
    await proxy.close();
  });

  it('or is not migrated, readyz says so, and no SQL is shown', async () => {
    const empty = await createTestDatabase();
    await empty.query('DROP SCHEMA catalog, orders, inventory, payments CASCADE');
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
