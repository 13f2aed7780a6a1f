import { DataSource } from 'typeorm';
import { accessSchema } from '../domains/access/schema.js';
import { catalogSchema } from '../domains/catalog/schema.js';
import type { DomainSchema } from '../domains/database/database.js';
import { pendingMigrations as pendingMigrationsOf } from '../domains/database/pending-migrations.js';
import { timeoutOptions } from '../domains/database/pooler.js';
import { poolOptions } from '../domains/database/prepared-statement-client.js';
import { inventorySchema } from '../domains/inventory/schema.js';
import { ordersSchema } from '../domains/orders/schema.js';
import { paymentsSchema } from '../domains/payments/schema.js';
import { webhooksSchema } from '../domains/webhooks/schema.js';
import { eventsSchema } from '../events/schema.js';
import { withAdvisoryLock } from './advisory-lock.js';

export const ALL_DOMAINS: readonly DomainSchema[] = [
  accessSchema,
  catalogSchema,
  ordersSchema,
  inventorySchema,
  paymentsSchema,
  webhooksSchema,
  // Last: its triggers are on the tables of the others.
  eventsSchema,
];

/** An arbitrary id for the advisory lock that serializes migrations. */
const MIGRATION_LOCK = 7_233_015;

/** Longest wait for a table lock, in ms. Statements that queue behind the migration wait as long. */
const LOCK_TIMEOUT_MS = 5_000;

/**
 * Migrates every domain's schema to the current version. Safe to repeat and to run concurrently.
 *
 * @returns the names of the migrations that ran, oldest first
 * @throws QueryFailedError when a table stays locked; completed migrations remain, and the next run continues from there
 */
export async function migrate(url: string): Promise<string[]> {
  return withAdvisoryLock(url, MIGRATION_LOCK, async () => {
    const applied: string[] = [];
    for (const domain of ALL_DOMAINS) applied.push(...(await migrateDomain(url, domain)));
    return applied;
  });
}

/** Returns the names of the migrations that have not run; empty when the database is up to date. */
export function pendingMigrations(database: DataSource, domains = ALL_DOMAINS): Promise<string[]> {
  return pendingMigrationsOf(database, domains);
}

async function migrateDomain(url: string, domain: DomainSchema): Promise<string[]> {
  const database = await new DataSource({
    type: 'postgres',
    url,
    schema: domain.schema,
    migrations: [...domain.migrations],
    poolSize: 2,
    // Works with and without a pooler.
    extra: {
      ...timeoutOptions('pgbouncer', { lock_timeout: LOCK_TIMEOUT_MS }),
      ...poolOptions(undefined, 'pgbouncer'),
    },
  }).initialize();
  try {
    await database.query(`CREATE SCHEMA IF NOT EXISTS ${domain.schema}`);
    return (await database.runMigrations({ transaction: 'each' })).map((migration) => migration.name);
  } finally {
    await database.destroy();
  }
}
