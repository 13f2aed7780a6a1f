import 'reflect-metadata';
import type pg from 'pg';
import type { DataSource, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';
import { PooledDataSource } from './pooled-data-source.js';
import { isPooled, timeoutOptions, type Pooler } from './pooler.js';
import { poolOptions } from './prepared-statement-client.js';

/** A domain's Postgres schema: its name, entities and migrations. */
export interface DomainSchema {
  readonly schema: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface DatabaseOptions {
  /** Maximum number of connections; defaults to 10. */
  readonly poolSize?: number;
  /** Age at which a connection is replaced, in seconds; by default unlimited. */
  readonly connectionMaxAgeSeconds?: number;
  /** Defaults to `none`. */
  readonly pooler?: Pooler;
}

/** Statement timeout, in ms. The retry of the activity starts over. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * Creates a TypeORM data source over the given domains, not yet connected.
 *
 * It runs no migrations; only src/migrate does. Services that migrate at startup would race, and their database roles would
 * need the privilege to change tables.
 */
export function createDataSource(
  url: string,
  domains: readonly DomainSchema[],
  options: DatabaseOptions = {},
): DataSource {
  const { pooler = 'none', connectionMaxAgeSeconds } = options;
  return new PooledDataSource({
    type: 'postgres',
    url,
    entities: domains.flatMap((domain) => [...domain.entities]) as never[],
    poolSize: options.poolSize ?? 10,
    applicationName: domains.map((domain) => domain.schema).join('+'),
    connectTimeoutMS: 5_000,
    extra: {
      ...timeoutOptions(pooler, { statement_timeout: STATEMENT_TIMEOUT_MS }),
      ...poolOptions(connectionMaxAgeSeconds, pooler),
    },
    // The pool replaces idle connections that Postgres drops. TypeORM's default handler would print the error.
    poolErrorHandler: () => undefined,
  });
}

/** Creates and connects a data source over the given domains. */
export function openDatabase(
  url: string,
  domains: readonly DomainSchema[],
  options?: DatabaseOptions,
): Promise<DataSource> {
  return createDataSource(url, domains, options).initialize();
}

/** True when a connection pooler is between this process and Postgres. @param database - connected */
export function leadsToPooler(database: DataSource): Promise<boolean> {
  const { master } = database.driver as unknown as { readonly master: pg.Pool };
  return isPooled(master);
}
