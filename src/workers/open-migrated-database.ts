import type { DataSource } from 'typeorm';
import { StartError } from '../config/config.js';
import { databaseProblem } from '../domains/database/connection-problem.js';
import { leadsToPooler, openDatabase, type DatabaseOptions, type DomainSchema } from '../domains/database/database.js';
import { pendingMigrations } from '../domains/database/pending-migrations.js';
import { hiddenPoolerMessage } from '../domains/database/pooler.js';

/**
 * Connects to the database of a worker.
 *
 * @throws StartError when the database cannot be used or lacks a migration of the schemas
 */
export async function openMigratedDatabase(
  url: string,
  schemas: readonly DomainSchema[],
  options: DatabaseOptions,
): Promise<DataSource> {
  try {
    const database = await openDatabase(url, schemas, options);
    if (options.pooler !== 'pgbouncer' && (await leadsToPooler(database)))
      throw new StartError(hiddenPoolerMessage('DATABASE_URL'));
    const pending = await pendingMigrations(database, schemas);
    if (pending.length === 0) return database;
    throw new StartError(
      `DATABASE_URL: the database lacks ${pending.length} migrations, first ${pending[0]}. ` +
        'Run the migrations of this release: npm run migrate.',
    );
  } catch (error) {
    const problem = databaseProblem(error, 'DATABASE_URL', url);
    throw problem === undefined ? error : new StartError(problem, { cause: error });
  }
}
