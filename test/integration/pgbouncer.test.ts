import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { audit } from '../../src/audit/audit.js';
import { findFreePort } from '../../src/local/ports.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { migrate } from '../../src/migrate/migrate.js';
import { grantRoles } from '../../src/migrate/roles.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { waitUntil } from '../kit/observe.js';
import { findPgBouncer, startPgBouncer, type PgBouncer } from '../kit/pgbouncer.js';
import { launchService, startService } from '../kit/processes.js';
import { startSystem, type System } from '../kit/system.js';
import type { TestProcess } from '../kit/test-process.js';
import { customerToken } from '../kit/tokens.js';

const SERVICES = ['orders', 'inventory', 'payments', 'gateway', 'api'] as const;

const { binary = '', missing } = await findPgBouncer();
let database: TestDatabase;
let pgBouncer: PgBouncer | undefined;
/** The database through PgBouncer. */
let pooledUrl: string;
beforeAll(async () => {
  database = await createTestDatabase();
  if (missing === undefined) pgBouncer = await startPgBouncer(binary, database.url);
  pooledUrl = pgBouncer?.url ?? '';
});
beforeEach(({ skip }) => skip(missing !== undefined, missing));
afterAll(async () => {
  await pgBouncer?.stop();
  await database.drop();
});

describe('with DATABASE_POOLER=pgbouncer', () => {
  it('runs migrations and grants, also concurrently', async () => {
    await database.query('DROP SCHEMA payments CASCADE');
    const runs = await Promise.all([migrate(pooledUrl), migrate(pooledUrl), migrate(database.url)]);
    expect(runs.filter((applied) => applied.length > 0)).toHaveLength(1);
    await expect(Promise.all([grantRoles(pooledUrl), grantRoles(pooledUrl)])).resolves.toEqual([[], []]);
  });

  it('runs the same statements from many connections, on few sessions', async () => {
    const sources = await Promise.all(
      Array.from({ length: 4 }, () => openDatabase(pooledUrl, [], { pooler: 'pgbouncer' })),
    );
    const results = await Promise.all(
      Array.from({ length: 400 }, async (_, n) =>
        sources[n % 4]?.query<{ sum: number }[]>('SELECT $1::int + 1 AS sum', [n]),
      ),
    );
    expect(results.map((rows) => rows?.[0]?.sum)).toEqual(results.map((_, n) => n + 1));
    await Promise.all(sources.map((source) => source.destroy()));
  });

  it('limits the time of each statement, with and without a transaction, and no setting outlives it', async () => {
    const source = await openDatabase(pooledUrl, [], { pooler: 'pgbouncer', poolSize: 1 });
    const other = new pg.Client({ connectionString: pooledUrl });
    await other.connect();
    const timeout = async (of: { query: typeof source.query }) =>
      (await of.query<{ statement_timeout: string }[]>('SHOW statement_timeout'))[0]?.statement_timeout;
    expect(await source.transaction((manager) => timeout(manager))).toBe('10s');
    expect(await timeout(source)).toBe('10s');
    await expect(source.query('SELECT 1/0')).rejects.toThrow('division by zero');
    expect(await timeout(source)).toBe('10s');
    for (let session = 0; session < 8; session += 1) {
      expect((await other.query<{ statement_timeout: string }>('SHOW statement_timeout')).rows).toEqual([
        { statement_timeout: '0' },
      ]);
    }
    await other.end();
    await source.destroy();
  });

  it('places and confirms orders under load', async () => {
    const system = await startSystem('dev-server', { withoutWorkers: true });
    const bouncer = await startPgBouncer(binary, system.database.url);
    const processes = await startServices(system, bouncer.url);
    try {
      const { id: product_id } = await system.addProduct(1_000);
      const token = await customerToken();
      // As a client does, a request is repeated with its key while the service asks for it.
      const place = async (key: string = randomUUID()): Promise<number> => {
        const response = await fetch(`${processes.url}/v1/orders`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/json',
            'idempotency-key': key,
          },
          body: JSON.stringify({
            items: [{ product_id, quantity: 1 }],
            payment_method: 'credit_card',
            payment_token: 'tok_approve',
          }),
        });
        if (response.status !== 503) return response.status;
        await sleep(Number(response.headers.get('retry-after')) * 1_000);
        return place(key);
      };
      const statuses: number[] = [];
      for (let batch = 0; batch < 4; batch += 1)
        statuses.push(...(await Promise.all(Array.from({ length: 10 }, () => place()))));
      expect(statuses.filter((status) => status !== 201 && status !== 200)).toEqual([]);
      await waitUntil(
        () => system.database.query<{ status: string }>('SELECT status FROM orders.orders'),
        (orders) => orders.length === statuses.length && orders.every(({ status }) => status === 'confirmed'),
      );
      for (const { output } of processes.all.map((process) => ({ output: process.output() })))
        expect(output).not.toMatch(/prepared statement|"level":"(error|fatal)"/);
    } finally {
      await processes.stop();
      await bouncer.stop();
      await system.stop();
    }
  });
});

it('the audit, which needs a session, refuses PgBouncer', async () => {
  const run = audit({ databaseUrl: pooledUrl, invariants: [], settled: true });
  await expect(run).rejects.toThrow(
    /^DATABASE_URL: leads to a connection pooler.*\. Set it to the address of Postgres\.$/,
  );
});

describe('without DATABASE_POOLER', () => {
  it.each(SERVICES)('%s refuses to start, and says what to set', async (name) => {
    expect(await failureOf(name, pooledUrl)).toEqual({
      code: 1,
      line: 'DATABASE_POOLER: must be pgbouncer, because DATABASE_URL leads to a connection pooler. Set it, or connect to Postgres directly.',
    });
  });

  it.each(SERVICES)('%s refuses to start when PgBouncer hides the difference', async (name) => {
    const hiding = await startPgBouncer(binary, database.url, 'ignore_startup_parameters = statement_timeout');
    expect(await failureOf(name, hiding.url)).toMatchObject({
      code: 1,
      line: expect.stringMatching(/^DATABASE_POOLER: must be pgbouncer/) as string,
    });
    await hiding.stop();
  });
});

async function failureOf(name: (typeof SERVICES)[number], DATABASE_URL: string) {
  const process = launchService(name, { DATABASE_URL, TEMPORAL_ADDRESS: '127.0.0.1:1', WORKFLOW_BUNDLE: '' });
  return { code: await process.ended, line: process.output().trim() };
}

async function startServices(system: System, databaseUrl: string) {
  const [port, gatewayPort] = [await findFreePort(), await findFreePort()];
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    DATABASE_URL: databaseUrl,
    DATABASE_POOLER: 'pgbouncer',
    TEMPORAL_ADDRESS: system.temporal.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
    PORT: String(port),
    GATEWAY_PORT: String(gatewayPort),
    GATEWAY_URL: `http://127.0.0.1:${gatewayPort}`,
    WORKFLOW_BUNDLE: inject('workflowBundlePath'),
  };
  const all: TestProcess[] = await Promise.all(SERVICES.map((name) => startService(name, environment)));
  return { url, all, stop: () => Promise.all(all.map((process) => process.stop())) };
}
