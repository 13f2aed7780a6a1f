import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { inject } from 'vitest';
import { findFreePort } from '../../src/local/ports.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { launchService, type ProcessName } from '../kit/processes.js';
import { TestProcess } from '../kit/test-process.js';

let database: TestDatabase;
let folder: string;
/** Occupies a port. */
let listener: Server;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'start-'));
  listener = createServer().listen(0);
  await once(listener, 'listening');
});
afterAll(async () => {
  listener.close();
  await database.drop();
  await rm(folder, { recursive: true });
});

const databaseWith = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

/** A process that cannot start prints one line and exits. */
async function failureOf(process: TestProcess): Promise<{ code: number | null; line: string }> {
  const code = await process.ended;
  const lines = process.output().trim().split('\n');
  expect(lines, process.output()).toHaveLength(1);
  return { code, line: lines[0] ?? '' };
}

const launch = (name: ProcessName, environment: Readonly<Record<string, string>> = {}) =>
  failureOf(
    launchService(name, {
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      TEMPORAL_CONFIG_FILE: path.join(folder, 'none.toml'),
      WORKFLOW_BUNDLE: '',
      ...environment,
    }),
  );

const WORKERS = ['orders', 'inventory', 'payments'] as const;
const PROCESSES = [...WORKERS, 'gateway', 'migrate'] as const;

describe('one line says what is wrong, where, and what to do', () => {
  it.each(WORKERS)('%s: Temporal is away', async (name) => {
    expect(await launch(name)).toEqual({
      code: 1,
      line: 'TEMPORAL_ADDRESS: cannot use Temporal at 127.0.0.1:1: the connection was refused. Start Temporal, or correct the address.',
    });
  });

  it.each([...PROCESSES, 'api'] as const)('%s: the database rejects the login', async (name) => {
    const { code, line } = await launch(name, { DATABASE_URL: databaseWith((url) => (url.username = 'nobody')) });
    expect(code).toBe(1);
    expect(line).toMatch(/^DATABASE_URL: cannot use the database \w+ at [\w.]+:\d+: .*"nobody".*\. [A-Z].*\.$/);
  });

  it.each([...PROCESSES, 'api'] as const)('%s: the database does not exist', async (name) => {
    const { code, line } = await launch(name, { DATABASE_URL: databaseWith((url) => (url.pathname = '/missing')) });
    expect(code).toBe(1);
    expect(line).toMatch(/^DATABASE_URL: .*"missing" does not exist\. Create the database, or correct its name\.$/);
  });

  it.each(PROCESSES)('%s: the database is away', async (name) => {
    const { code, line } = await launch(name, { DATABASE_URL: databaseWith((url) => (url.port = '1')) });
    expect(code).toBe(1);
    expect(line).toMatch(/^DATABASE_URL: cannot reach the database .*:1: .*ECONNREFUSED.*\. Start Postgres/);
  });

  it.each(WORKERS)('%s: the database lacks migrations', async (name) => {
    const empty = new pg.Client({ connectionString: inject('templateUrl').replace(/\/\w+$/, '/postgres') });
    await empty.connect();
    await empty.query(`CREATE DATABASE empty_${name}`);
    const { code, line } = await launch(name, {
      DATABASE_URL: databaseWith((url) => (url.pathname = `/empty_${name}`)),
    });
    await empty.query(`DROP DATABASE empty_${name}`);
    await empty.end();
    expect(code).toBe(1);
    expect(line).toMatch(/^DATABASE_URL: the database lacks \d+ migrations, first \w+\. .*npm run migrate\.$/);
  });

  it.each([
    ['gateway', 'GATEWAY_PORT'],
    ['api', 'PORT'],
  ] as const)('%s: the port is in use', async (name, variable) => {
    const { port } = listener.address() as AddressInfo;
    expect(await launch(name, { [variable]: String(port) })).toEqual({
      code: 2,
      line: `${variable}: ${port} is in use; set another`,
    });
  });

  it.each([...PROCESSES, 'api'] as const)('%s: the secret file cannot be read', async (name) => {
    const { code, line } = await launch(name, { DATABASE_URL: '', DATABASE_URL_FILE: folder });
    expect({ code, line }).toEqual({ code: 2, line: expect.stringContaining('cannot be read: EISDIR') as string });
    expect(line).toMatch(/^DATABASE_URL \(in the file /);
  });

  it('Temporal dev server: its database is damaged', async () => {
    await writeFile(path.join(folder, 'temporal.db'), 'not a database'.repeat(1_000));
    const environment = {
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      TEMPORAL_PORT: String(await findFreePort()),
      TEMPORAL_UI_PORT: String(await findFreePort()),
    };
    const server = TestProcess.startModule(
      new URL('../../src/local/temporal/main.ts', import.meta.url),
      [],
      environment,
    );
    expect(await server.ended).toBe(1);
    const line = server.output().trim().split('\n').at(-1);
    expect(line).toContain(`Its database ${path.join(folder, 'temporal.db')} is damaged.`);
    expect(line).toContain('DATA_DIR');
  });
});

describe('every process checks its settings before it starts anything', () => {
  /** The npm scripts that run a process or a command of this project, with the settings that production rejects. */
  const REJECTED: Readonly<Record<string, readonly string[]>> = {
    api: [
      ...['DATABASE_URL', 'PAYMENT_TOKEN_KEYS', 'WEBHOOK_SECRET_KEYS', 'PERSONAL_DATA_KEYS', 'JWT_SECRET'],
      ...['PAYMENT_GATEWAY', 'PAYMENT_WEBHOOK_SECRET'],
    ],
    events: ['DATABASE_URL', 'WEBHOOK_SECRET_KEYS'],
    gateway: ['GATEWAY_API_KEY', 'DATABASE_URL', 'PAYMENT_WEBHOOK_SECRET'],
    migrate: ['DATABASE_URL'],
    seed: ['DATABASE_URL'],
    'api-key': ['DATABASE_URL'],
    audit: ['DATABASE_URL', 'PAYMENT_GATEWAY'],
    'worker:orders': ['DATABASE_URL', 'PAYMENT_GATEWAY'],
    'worker:inventory': ['DATABASE_URL'],
    'worker:payments': [
      ...['DATABASE_URL', 'PAYMENT_TOKEN_KEYS', 'PAYMENT_GATEWAY', 'PAYMENT_WEBHOOK_SECRET', 'GATEWAY_API_KEY'],
    ],
  };
  /** They read no secret of the service, or are tools of the local stack. */
  const WITHOUT_SECRETS = ['start', 'stop', 'status', 'reset', 'release', 'reconcile', 'replay', 'token', 'temporal'];

  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const processes = Object.entries(scripts).flatMap(([script, command]) => {
    const [, module] = /^node dist\/(\S+)\.js$/.exec(command) ?? [];
    return module === undefined ? [] : [[script, module] as const];
  });

  it('lists every process', () => {
    expect(processes.map(([script]) => script).toSorted()).toEqual(
      [...Object.keys(REJECTED), ...WITHOUT_SECRETS].toSorted(),
    );
  });

  it.each(processes.filter(([script]) => script in REJECTED))(
    '%s: rejects the settings of the local stack in production, all at once',
    async (script, module) => {
      const process = TestProcess.startModule(new URL(`../../src/${module}.ts`, import.meta.url), [], {
        NODE_ENV: 'production',
        TEMPORAL_CONFIG_FILE: path.join(folder, 'none.toml'),
      });
      expect(await process.ended).toBe(2);
      const lines = process.output().trim().split('\n');
      expect(lines.map((line) => line.split(':')[0])).toEqual(REJECTED[script]);
      expect(lines.every((line) => line.endsWith(' when NODE_ENV is production'))).toBe(true);
    },
  );
});
