import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { StartError } from '../../config/config.js';
import { createDataSource, leadsToPooler, type DatabaseOptions } from '../../domains/database/database.js';
import { databaseProblem } from '../../domains/database/connection-problem.js';
import { hiddenPoolerMessage, type Pooler } from '../../domains/database/pooler.js';
import { ALL_DOMAINS } from '../../migrate/migrate.js';
import type { Logger } from '../../telemetry/logger.js';
import { isOutage } from './outages.js';

const RETRY_MS = 1_000;

export interface Database {
  readonly source: DataSource;
  /** False until the first successful connection; afterwards the pool reconnects itself. */
  isConnected(): boolean;
  close(): Promise<void>;
}

/**
 * Connects to the domains' database. While it is unreachable, the connection is retried in the background.
 *
 * @throws StartError when the database rejects the connection, for example a wrong password, because a retry cannot help
 */
export async function connectDatabase(url: string, logger: Logger, options: DatabaseOptions = {}): Promise<Database> {
  const source = createDataSource(url, ALL_DOMAINS, options);
  const closing = new AbortController();
  const connect = () => connectOnce(source, url, options.pooler ?? 'none', logger);
  let connected = await connect();

  const reconnect = async () => {
    while (!connected) {
      await sleep(RETRY_MS, undefined, { signal: closing.signal });
      connected = await connect();
    }
  };
  const reconnecting = reconnect();
  reconnecting.catch((error: unknown) => {
    if (!closing.signal.aborted) logger.error({ err: error }, 'Database rejected the connection');
  });

  return {
    source,
    isConnected: () => connected,
    async close() {
      closing.abort();
      await reconnecting.catch(() => undefined);
      if (source.isInitialized) await source.destroy();
    },
  };
}

/** @returns false when the database is unreachable */
async function connectOnce(source: DataSource, url: string, pooler: Pooler, logger: Logger): Promise<boolean> {
  try {
    await source.initialize();
    if (pooler === 'none' && (await leadsToPooler(source))) throw new StartError(hiddenPoolerMessage('DATABASE_URL'));
    return true;
  } catch (error) {
    if (!isOutage(error)) throw startError(error, url);
    logger.warn({ err: error }, 'Database unreachable, retrying');
    return false;
  }
}

function startError(error: unknown, url: string): unknown {
  const problem = databaseProblem(error, 'DATABASE_URL', url);
  return problem === undefined ? error : new StartError(problem, { cause: error });
}
