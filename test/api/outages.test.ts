import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { customerToken, operatorToken, problem, startTestApi, type TestApi } from './harness.js';

const order = { items: [{ product_id: randomUUID(), quantity: 1 }], payment_method: 'credit_card' };

/** A way to Postgres that can be cut. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  constructor(private readonly target: URL) {}

  async plug(): Promise<string> {
    this.server = createServer((near) => {
      const far = connect({ host: this.target.hostname, port: Number(this.target.port) });
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
      }
      near.pipe(far).pipe(near);
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    const url = new URL(this.target);
    url.host = `127.0.0.1:${this.port}`;
    return url.href;
  }

  async cut(): Promise<void> {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    if (this.server) await once(this.server, 'close');
  }
}

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
    const answer = await api.call('POST', '/v1/orders', { token, body: order, headers });
    expect(answer).toMatchObject(problem(503, 'unavailable'));
    expect(answer.body.detail).toMatch(/same Idempotency-Key/);
    expect(answer.headers.get('retry-after')).toBe('1');
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

describe('while the database is away', () => {
  it('requests are answered 503, and served again by themselves when it is back', async () => {
    const cable = new Cable(new URL(database.url));
    const api = await startTestApi({ database: { ...database, url: await cable.plug() } });
    const token = await operatorToken();
    const list = () => api.call('GET', '/v1/orders', { token });
    expect(await list()).toMatchObject({ status: 200 });

    await cable.cut();
    const away = await list();
    expect(away).toMatchObject(problem(503, 'unavailable'));
    expect(away.headers.get('retry-after')).toBe('1');
    expect(await api.call('GET', '/readyz')).toMatchObject({
      status: 503,
      body: { parts: { database: 'unreachable', migrations: 'unknown' } },
    });

    await cable.plug();
    expect(await list()).toMatchObject({ status: 200 });
    await api.stop();
    await cable.cut();
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
