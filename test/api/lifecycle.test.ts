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

/** Resolves when a statement waits for the given event. */
function waitForBackend(event: string): Promise<unknown> {
  return waitUntil(
    () =>
      database.query('SELECT pid FROM pg_stat_activity WHERE wait_event = $1 AND datname = current_database()', [
        event,
      ]),
    (waiting) => waiting.length > 0,
  );
}

describe('stopping the API', () => {
  it('finishes requests in flight, accepts no new ones and closes all connections', async () => {
    const api = await startTestApi({ database });
    const token = await operatorToken();
    const product = { sku: 'SLOW', name: 'Slow', price: 1, opening_stock: 1 };
    const { body } = await api.call('POST', '/v1/products', { token, body: product });

    // Another transaction locks the row, so that the request stays in flight.
    const lock = database.query('BEGIN; SELECT FROM inventory.stock FOR UPDATE; SELECT pg_sleep(3); COMMIT');
    await waitForBackend('PgSleep');
    const adjustment = api.call('POST', `/v1/inventory/${body.id}/adjustments`, {
      token,
      body: { delta: 1, reason: 'found' },
    });
    await waitForBackend('transactionid');

    const stopped = api.stop();
    await expect(api.call('GET', '/healthz')).rejects.toThrow();
    expect(await adjustment).toMatchObject({ status: 200, body: { available: 2 } });
    await stopped;
    await lock;
    const sql =
      "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'catalog+%' AND datname = current_database()";
    // A backend process exits shortly after its connection closes.
    await waitUntil(
      () => database.query(sql),
      (open) => open.length === 0,
    );
  });

  // Both timeouts of the tests are shorter than the server's own limits for such connections.
  it('closes idle keep-alive connections', { timeout: 30_000 }, async () => {
    const api = await startTestApi({ database });
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) => {
      request(`${api.api.url}/healthz`, { agent }, (response) => response.resume().once('end', resolve)).end();
    });
    await api.stop();
    agent.destroy();
  });

  it('aborts unfinished requests after the grace period', { timeout: 30_000 }, async () => {
    const api = await startTestApi({ database, shutdownGraceSeconds: 0.2 });
    const unfinished = request(`${api.api.url}/v1/orders`, { method: 'POST', headers: { 'content-length': 5 } });
    unfinished.write('{');
    const interrupted = once(unfinished, 'response').catch((error: unknown) => error);
    await once(unfinished, 'socket');
    await api.stop();
    await interrupted;
  });
});

it('rejects a port in use with the variable to change', async () => {
  const api = await startTestApi({ database });
  const { port } = api.api;
  await expect(startTestApi({ database, port })).rejects.toThrow(
    new ConfigurationError(`PORT: ${port} is in use; set another`),
  );
  await api.stop();
});
