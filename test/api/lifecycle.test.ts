import { Agent, request } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/config/config.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { waitUntil } from '../kit/observe.js';
import { operatorToken, startTestApi } from './harness.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('an API that is told to stop', () => {
  it('finishes what is in flight, takes nothing new, and leaves no connection open', async () => {
    const api = await startTestApi({ database });
    const token = await operatorToken();
    const product = { sku: 'SLOW', name: 'Slow', price: 1, opening_stock: 1 };
    const { body } = await api.call('POST', '/v1/products', { token, body: product });

    // The row is locked by somebody else, so that the request is under way for as long as we like.
    const lock = database.query('BEGIN; SELECT FROM inventory.stock FOR UPDATE; SELECT pg_sleep(1); COMMIT');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const adjustment = api.call('POST', `/v1/inventory/${body.id}/adjustments`, {
      token,
      body: { delta: 1, reason: 'found' },
    });
    await new Promise((resolve) => setTimeout(resolve, 200));

    const stopped = api.stop();
    await expect(api.call('GET', '/healthz')).rejects.toThrow();
    expect(await adjustment).toMatchObject({ status: 200, body: { available: 2 } });
    await stopped;
    await lock;
    const sql =
      "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'catalog+%' AND datname = current_database()";
    // A server process ends a moment after its connection.
    await waitUntil(
      () => database.query(sql),
      (open) => open.length === 0,
    );
  });

  it('does not wait for a caller that keeps its connection', async () => {
    const api = await startTestApi({ database });
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) => {
      request(`${api.api.url}/healthz`, { agent }, (response) => response.resume().once('end', resolve)).end();
    });
    const start = performance.now();
    await api.stop();
    expect(performance.now() - start).toBeLessThan(1_000);
    agent.destroy();
  });

  it('cuts off, after its grace, what does not finish', async () => {
    const api = await startTestApi({ database, shutdownGraceSeconds: 0.2 });
    const unfinished = request(`${api.api.url}/v1/orders`, { method: 'POST', headers: { 'content-length': 5 } });
    unfinished.write('{');
    const interrupted = once(unfinished, 'response').catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    await api.stop();
    expect(performance.now() - start).toBeLessThan(2_000);
    await interrupted;
  });
});

it('a port in use is one clear line', async () => {
  const api = await startTestApi({ database });
  const { port } = api.api;
  await expect(startTestApi({ database, port })).rejects.toThrow(
    new ConfigurationError(`PORT: ${port} is in use; set another`),
  );
  await api.stop();
});
