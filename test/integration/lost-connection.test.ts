import { afterAll, beforeAll, expect, it } from 'vitest';
import { isOutage } from '../../src/api/http/outages.js';
import { openDatabase } from '../../src/domains/database.js';
import { ALL_DOMAINS } from '../../src/domains/migrate.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('a connection that is lost while it is held tells an outage, however often it says so, and is replaced', async () => {
  const source = await openDatabase(database.url, ALL_DOMAINS);
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as NodeJS.EventEmitter;
  // As when Postgres dies: the server's last word, and then the end of the connection.
  client.emit('error', new Error('terminating connection due to unexpected postmaster exit'));
  client.emit('error', new Error('Connection terminated unexpectedly'));
  const failure: unknown = await runner.query('SELECT 1').catch((error: unknown) => error);
  expect(isOutage(failure)).toBe(true);
  expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await source.destroy();
});
