import { QueryFailedError, type DataSource } from 'typeorm';
import type { DomainSchema } from './database.js';

/** SQLSTATEs of a table or schema that does not exist. */
const MISSING = ['42P01', '3F000'];

/** Returns the names of the migrations that have not run; empty when the database is up to date. */
export async function pendingMigrations(database: DataSource, domains: readonly DomainSchema[]): Promise<string[]> {
  const pending: string[] = [];
  for (const domain of domains) {
    const applied = await appliedMigrations(database, domain.schema);
    pending.push(...domain.migrations.map((migration) => migration.name).filter((name) => !applied.has(name)));
  }
  return pending;
}

async function appliedMigrations(database: DataSource, schema: string): Promise<ReadonlySet<string>> {
  try {
    const rows: { name: string }[] = await database.query(`SELECT name FROM ${schema}.migrations`);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    const cause = error instanceof QueryFailedError ? (error.driverError as { code?: string }) : {};
    if (cause.code !== undefined && MISSING.includes(cause.code)) return new Set();
    throw error;
  }
}
