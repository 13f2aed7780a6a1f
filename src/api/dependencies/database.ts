import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../domains/database/database.js';
import { ALL_DOMAINS } from '../../migrate/migrate.js';
import type { Logger } from '../../telemetry/logger.js';
import { isOutage } from './outages.js';

const RETRY_MS = 1_000;

export interface Database {
  readonly source: DataSource;
  /** False until it was reached for the first time; from then on its pool mends itself. */
  isConnected(): boolean;
  close(): Promise<void>;
}

/**
 * The database of the domains. When it is away it is connected once it is back: the API starts, and answers 503.
 *
 * @throws when it is there but does not let us in: no waiting mends a wrong password
 */
export async function connectDatabase(url: string, logger: Logger): Promise<Database> {
  const source = createDataSource(url, ALL_DOMAINS);
  const closing = new AbortController();
  let connected = await connect(source, logger);

  const reconnect = async () => {
    while (!connected) {
      await sleep(RETRY_MS, undefined, { signal: closing.signal });
      connected = await connect(source, logger);
    }
  };
  const reconnecting = reconnect();
  reconnecting.catch((error: unknown) => {
    if (!closing.signal.aborted) logger.error({ err: error }, 'the database does not let us in');
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

/** False when it cannot be reached. */
async function connect(source: DataSource, logger: Logger): Promise<boolean> {
  try {
    await source.initialize();
    return true;
  } catch (error) {
    if (!isOutage(error)) throw error;
    logger.warn({ err: error }, 'the database cannot be reached; trying again');
    return false;
  }
}
