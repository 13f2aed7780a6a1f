import 'reflect-metadata';
import type { DataSource, EntityTarget, MigrationInterface, ObjectLiteral } from 'typeorm';
import { PooledDataSource } from './pooled-data-source.js';
import { POOL_OPTIONS } from './prepared-statement-client.js';

/** What a domain keeps in Postgres: a schema of its own, its entities, and the migrations that made it. */
export interface DomainSchema {
  readonly schema: string;
  readonly entities: readonly EntityTarget<ObjectLiteral>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface DatabaseOptions {
  /** Connections the pool may hold. */
  readonly poolSize?: number;
}

/** Longest a statement may run, in ms; past it Postgres ends it and the activity's retry starts afresh. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * A TypeORM data source over the given domains, not yet connected.
 *
 * Migrations are run by `migrate.ts` alone, never by a service at boot: two of them would race, and a role that serves
 * requests needs no right to change tables.
 */
export function createDataSource(
  url: string,
  domains: readonly DomainSchema[],
  options: DatabaseOptions = {},
): DataSource {
  return new PooledDataSource({
    type: 'postgres',
    url,
    entities: domains.flatMap((domain) => [...domain.entities]) as never[],
    poolSize: options.poolSize ?? 10,
    applicationName: domains.map((domain) => domain.schema).join('+'),
    connectTimeoutMS: 5_000,
    extra: { statement_timeout: STATEMENT_TIMEOUT_MS, ...POOL_OPTIONS },
    // An idle connection that a restarted Postgres drops is replaced at the next use; TypeORM would print it.
    poolErrorHandler: () => undefined,
  });
}

/** A connected data source over the given domains. */
export function openDatabase(
  url: string,
  domains: readonly DomainSchema[],
  options?: DatabaseOptions,
): Promise<DataSource> {
  return createDataSource(url, domains, options).initialize();
}
