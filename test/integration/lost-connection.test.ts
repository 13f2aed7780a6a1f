import type pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { isOutage } from '../../src/api/dependencies/outages.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const connectionError = () => new Error('terminating connection due to unexpected postmaster exit');

it('reports an outage on the next statement when a connection is lost, and replaces the connection', async () => {
  const source = await openDatabase(database.url, ALL_DOMAINS);
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as NodeJS.EventEmitter;
  client.emit('error', connectionError());
  const failure: unknown = await runner.query('SELECT 1').catch((error: unknown) => error);
  expect(isOutage(failure)).toBe(true);
  expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await source.destroy();
});

it('survives the loss of a connection before the caller attaches a listener', async () => {
  const source = await openDatabase(database.url, ALL_DOMAINS);
  const { master } = source.driver as unknown as { master: pg.Pool };
  const client = await master.connect();
  // An `error` event without a listener is thrown.
  expect(() => client.emit('error', connectionError())).not.toThrow();
  client.release(true);
  await source.destroy();
});

it('keeps an idle connection for minutes', async () => {
  const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 1 });
  const backend = () => source.query<unknown>('SELECT pg_backend_pid()');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const before = await backend();
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(await backend()).toEqual(before);
  } finally {
    vi.useRealTimers();
    await source.destroy();
  }
});
