import { DataSource } from 'typeorm';
import { describe, expect, it } from 'vitest';
import type { DomainSchema } from '../../src/domains/database/database.js';
import { ALL_DOMAINS, migrate } from '../../src/migrate/migrate.js';
import { paymentsSchema } from '../../src/domains/payments/schema.js';
import { createTestDatabase } from '../kit/database.js';
import { findContractions, statementsOf } from '../kit/expand-only.js';
import { findViolations } from '../kit/invariants.js';
import { launchService } from '../kit/processes.js';
import { startSystem } from '../kit/system.js';

/**
 * Non-additive changes, each with the reason why the previous release tolerates it. During a rollout, both releases use the
 * schema of the newer one.
 */
const EXEMPTIONS: Readonly<Record<string, readonly (readonly [what: string, why: string])[]>> = {
  AddRefunds1763942400003: [
    ['constrains an old table', 'the column is new, so the previous release never sets it, and NULL passes'],
    ['puts a trigger on a table', 'no earlier release exists whose refunds it would reject'],
  ],
  CountPaymentChanges1764028800003: [
    ['constrains a column of an old table', 'the column is new, has a default, and only the trigger changes it'],
    ['puts a trigger on a table', 'it increments the version and rejects nothing'],
    ['puts a trigger on a table', 'it updates updated_at of the payment and rejects nothing'],
  ],
  LogAnySubject1765324800001: [
    ['drops an object', 'the constraint is replaced by one that accepts more'],
    ['constrains an old table', 'the constraint accepts every row that the old one accepts'],
  ],
  AddReturns1764633600002: [
    ['drops an object', 'each constraint is replaced by one that accepts more'],
    ['constrains an old table', 'the constraints accept every row that the previous release writes'],
  ],
  AddDisputes1764374400003: [
    ['drops an object', 'each constraint is replaced by one that accepts more'],
    ['constrains an old table', 'each constraint accepts every row that the old one accepts'],
    ['drops an object', 'the constraint is replaced by one that accepts more'],
    ['constrains an old table', 'the constraint accepts every row that the old one accepts'],
  ],
  AddAdjustments1764723600001: [
    ['drops an object', 'the constraint is replaced by one that accepts more'],
    ['constrains an old table', 'the constraint accepts every row that the old one accepts'],
  ],
  AuthorizePayments1764460800003: [
    ['drops an object', 'the list of statuses is replaced by a longer one'],
    ['constrains an old table', 'the new list contains the old one'],
  ],
};

/** The first migration of a domain creates its tables, so no earlier release uses them. */
const laterMigrations = ALL_DOMAINS.flatMap(({ migrations }) => migrations.slice(1));

describe('migrations after the first of a domain', () => {
  it.each(laterMigrations.map((Migration) => [Migration.name, Migration] as const))(
    'only expand the schema, except for listed exemptions: %s',
    async (name, Migration) => {
      const findings = findContractions(await statementsOf(new Migration()));
      expect(findings.map(({ what }) => what)).toEqual((EXEMPTIONS[name] ?? []).map(([what]) => what));
    },
  );

  it('exist for every exemption', () => {
    const names = laterMigrations.map(({ name }) => name);
    expect(Object.keys(EXEMPTIONS).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each([
    ['DROP TABLE payments.refunds', 'drops an object'],
    ['ALTER TABLE orders.orders DROP COLUMN currency', 'drops an object'],
    ['ALTER TABLE orders.orders RENAME COLUMN currency TO money', 'renames an object'],
    ['ALTER TABLE orders.orders ALTER COLUMN currency TYPE char(3)', 'changes the type of a column'],
    ['ALTER TABLE orders.orders ALTER payment_id SET NOT NULL', 'makes a column of an old table NOT NULL'],
    [
      'ALTER TABLE orders.orders ADD COLUMN a int DEFAULT 1, ADD COLUMN b int NOT NULL',
      'adds a column that the previous release does not fill',
    ],
    ['ALTER TABLE orders.orders ADD CONSTRAINT c CHECK (total_amount > 5)', 'constrains an old table'],
    ['CREATE UNIQUE INDEX i ON orders.orders (user_id)', 'makes rows of an old table unique'],
    ['UPDATE orders.orders SET currency = NULL', 'removes or rewrites rows'],
  ])('are reported when they contract the schema: %s', (sql, what) => {
    expect(findContractions([sql]).map((finding) => finding.what)).toEqual([what]);
  });

  it.each([
    'ALTER TABLE orders.orders ADD COLUMN note text',
    "ALTER TABLE orders.orders ADD COLUMN note text NOT NULL DEFAULT ''",
    'CREATE INDEX i ON orders.orders (user_id)',
    'INSERT INTO payments.refunds SELECT 1',
  ])('are accepted when they expand the schema: %s', (sql) => {
    expect(findContractions([sql])).toEqual([]);
  });
});

/** The columns of a schema. `demanded`: NOT NULL without a default. */
const DESCRIPTION = `
  SELECT format('%s.%s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod)) AS fact,
         attnotnull AND NOT atthasdef AS demanded
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
  WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`;

/** Each later migration with the number of migrations before it. */
const steps = ALL_DOMAINS.flatMap((domain) =>
  domain.migrations.slice(1).map((Migration, index) => ({ name: Migration.name, domain, before: index + 1 })),
);

it.each(steps)('$name keeps every column and adds no required one', async ({ domain, before }) => {
  const database = await createTestDatabase();
  await database.query(`DROP SCHEMA ${domain.schema} CASCADE`);
  const describe = async () => database.query<{ fact: string; demanded: boolean }>(DESCRIPTION, [domain.schema]);
  await run(database.url, domain, before);
  const old = await describe();
  await run(database.url, domain, before + 1);
  const now = await describe();
  expect(now).toEqual(expect.arrayContaining(old));
  const tables = new Set(old.map(({ fact }) => fact.slice(0, fact.lastIndexOf('.'))));
  const added = now.filter(({ fact }) => !old.some((column) => column.fact === fact));
  const demanded = added.filter(
    (column) => column.demanded && tables.has(column.fact.slice(0, column.fact.lastIndexOf('.'))),
  );
  expect(demanded).toEqual([]);
  await database.drop();
});

/** Runs the first `count` migrations of a domain. */
async function run(url: string, { schema, migrations }: DomainSchema, count: number): Promise<void> {
  const source = await new DataSource({
    type: 'postgres',
    url,
    schema,
    migrations: migrations.slice(0, count),
  }).initialize();
  await source.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
}

describe('npm run migrate', () => {
  it('runs each migration once with three concurrent processes on an empty database', async () => {
    const database = await createTestDatabase();
    await database.query('DROP SCHEMA access, catalog, orders, inventory, payments, events CASCADE');
    const migrators = Array.from({ length: 3 }, () => launchService('migrate', { DATABASE_URL: database.url }));
    expect(await Promise.all(migrators.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    const outputs = migrators.map((migrator) => migrator.output());
    expect(outputs.filter((output) => output.includes('Applied migrations: '))).toHaveLength(1);
    expect(await migrate(database.url)).toEqual([]);
    await database.drop();
  });

  it('fails with a lock timeout when a table stays in use', async () => {
    const database = await createTestDatabase();
    const source = await new DataSource({
      type: 'postgres',
      url: database.url,
      ...paymentsSchema,
    } as never).initialize();
    await source.undoLastMigration();
    const user = source.createQueryRunner();
    await user.startTransaction();
    for (const table of ['payments', 'refunds', 'disputes']) {
      await user.query(`UPDATE payments.${table} SET status = status`);
    }
    await expect(migrate(database.url)).rejects.toThrow('lock timeout');
    await user.rollbackTransaction();
    await user.release();
    expect(await migrate(database.url)).toHaveLength(1);
    await source.destroy();
    await database.drop();
  });

  it('runs while orders are placed without failing any', async () => {
    const system = await startSystem('dev-server');
    const migrators = Array.from({ length: 2 }, () => launchService('migrate', { DATABASE_URL: system.database.url }));
    const migrated = Promise.all(migrators.map(({ ended }) => ended));
    const finished = migrated.then(() => true);
    const statuses: string[] = [];
    do {
      const { handle } = await system.place();
      statuses.push((await handle.result()).status);
    } while (!(await Promise.race([finished, Promise.resolve(false)])));
    expect(await migrated).toEqual([0, 0]);
    expect(new Set(statuses)).toEqual(new Set(['confirmed']));
    expect(await findViolations(system.database)).toEqual({});
    await system.stop();
  });
});
