import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
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

describe('a connection whose session is read-only', () => {
  const makeReadOnly = async (value: 'on' | 'off') => {
    await database.query(
      `ALTER DATABASE ${new URL(database.url).pathname.slice(1)} SET default_transaction_read_only = ${value}`,
    );
  };
  const backend = (source: DataSource) => source.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
  const write = 'CREATE TABLE written ()';
  afterEach(() => makeReadOnly('off'));

  it('is replaced after a read', async () => {
    await makeReadOnly('on');
    const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 1 });
    const before = await backend(source);
    expect(await backend(source)).not.toEqual(before);
    await source.destroy();
  });

  it('is replaced after a rejected write, which counts as an outage', async () => {
    const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 1 });
    const before = await backend(source);
    const failure: unknown = await source
      .transaction(async (transaction) => {
        await transaction.query('SET TRANSACTION READ ONLY');
        await transaction.query(write);
      })
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ driverError: { code: '25006' } });
    expect(isOutage(failure)).toBe(true);
    expect(await backend(source)).not.toEqual(before);
    await source.destroy();
  });
});

it('keeps a connection after a statement that fails for another reason', async () => {
  const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 1 });
  const backend = () => source.query<unknown>('SELECT pg_backend_pid()');
  const before = await backend();
  await expect(source.query('SELECT 1 / 0')).rejects.toThrow(/division by zero/);
  expect(await backend()).toEqual(before);
  await source.destroy();
});

it('replaces a connection at its maximum age', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 1, connectionMaxAgeSeconds: 60 });
  const backend = () => source.query<unknown>('SELECT pg_backend_pid()');
  try {
    const before = await backend();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(await backend()).toEqual(before);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await backend()).not.toEqual(before);
  } finally {
    vi.useRealTimers();
    await source.destroy();
  }
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
