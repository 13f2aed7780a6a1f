import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiKeyCommand } from '../../src/api/api-keys/command.js';
import { isWellFormedApiKey } from '../../src/domains/access/api-key-text.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const run = (args: readonly string[], environment: Record<string, string> = {}) =>
  apiKeyCommand(args, { DATABASE_URL: database.url, ...environment });

it('creates, lists and revokes a key, and logs the changes', async () => {
  const created = await run(['create', '--name', 'warehouse', '--scopes', 'inventory,orders:read']);
  expect(created.exitCode).toBe(0);
  expect(isWellFormedApiKey(created.output.trim())).toBe(true);
  const [, id = ''] = /API key (\S+)\./.exec(created.errors) ?? [];
  const row = (state: string) => `${id}\t${state}\tnever used\twarehouse\tinventory,orders:read\n`;
  expect(await run(['list'])).toEqual({ exitCode: 0, output: row('valid'), errors: '' });
  expect(await run(['revoke', '--id', id.toUpperCase()])).toMatchObject({ exitCode: 0 });
  expect(await run(['revoke', '--id', id])).toMatchObject({ exitCode: 0 });
  expect(await run([])).toEqual({ exitCode: 0, output: row('revoked'), errors: '' });
  expect(
    await database.query('SELECT action, actor_kind, subject_id, request_id FROM access.changes ORDER BY position'),
  ).toEqual(
    ['api_key.created', 'api_key.revoked'].map((action) => ({
      ...{ action, actor_kind: 'cli', subject_id: id, request_id: null },
    })),
  );
});

it('says that no key has the id', async () => {
  const id = randomUUID();
  const errors = `API key ${id} was not found.\n`;
  expect(await run(['revoke', '--id', id])).toEqual({ exitCode: 1, output: '', errors });
});

it.each([
  [['create'], 'create needs --name and --scopes.'],
  [['create', '--name', 'x'], 'create needs --name and --scopes.'],
  [['create', '--name', 'x', '--scopes', 'orders'], '--scopes is "orders": it must be a list'],
  [['create', '--name', 'x'.repeat(101), '--scopes', 'refunds'], 'it must be text of at most 100 characters.'],
  [['create', '--name', 'a\u0000b', '--scopes', 'refunds'], 'it must be text of at most 100 characters.'],
  [['revoke'], 'revoke needs --id.'],
  [['revoke', '--id', 'x'], '--id is "x": it must be a UUID.'],
  [['delete'], 'Unknown action "delete"'],
])('rejects %j with one line', async (args, problem) => {
  const { exitCode, output, errors } = await run(args);
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  expect(errors).toContain(problem);
  expect(errors.trim().split('\n')).toHaveLength(1);
});

it.each(['not a URL', 'postgres://127.0.0.1:1/orders'])('says that it cannot use the database at %s', async (url) => {
  const { exitCode, output, errors } = await run(['list'], { DATABASE_URL: url });
  expect({ exitCode, output }).toEqual({ exitCode: 2, output: '' });
  expect(errors).toMatch(/^DATABASE_URL: .*\n$/);
});
