import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Child } from '../../process/child-process.js';
import { findFreePort } from '../ports.js';
import { initialiseCluster, startServer } from './cluster.js';
import { createDatabase } from './create-database.js';
import { placePostgres } from './placement.js';

export interface PostgresOptions {
  /** Folder of the database cluster; created when it does not exist. */
  readonly dataDir: string;
  /** Address to listen on; by default 127.0.0.1. */
  readonly host?: string;
  /** Port to listen on; 0 picks a free port. */
  readonly port: number;
  /** Created when it does not exist; by default `orders`. */
  readonly database?: string;
  /** Postgres settings that replace the defaults of the local stack. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False is faster, but loses data when the machine loses power; a killed process loses nothing. */
  readonly durable?: boolean;
  /** Receives the output of `initdb` and `postgres`. */
  readonly onLog?: (text: string) => void;
  /** Receives lines for the user. */
  readonly onProgress?: (line: string) => void;
}

export interface Postgres {
  readonly port: number;
  /** Resolves when the server has ended. */
  readonly exited: Promise<void>;
  /** The URL of a database of this server. */
  url(database: string): string;
  /** Closes connections, writes a checkpoint and stops the server. */
  stop(): Promise<void>;
}

const SUPERUSER = { user: 'postgres', password: 'postgres' } as const;

/** Durable settings: fewer checkpoints, and no WAL for replicas. */
const SETTINGS = {
  max_connections: '300',
  shared_buffers: '256MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  max_logical_replication_workers: '0',
  jit: 'off',
} as const;
const NON_DURABLE_SETTINGS = { fsync: 'off', full_page_writes: 'off' } as const;

/** A killed predecessor that is still shutting down holds these. */
const PREDECESSOR = /postmaster\.pid|shared memory block/;
const START_ATTEMPTS = 20;
const RETRY_MS = 250;

/**
 * Starts a PostgreSQL server from the binaries that npm installed.
 *
 * Started by root, it runs as the system user `postgres`, which is created when missing: Postgres refuses to run as root.
 *
 * @throws PostgresStartupError when the server does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { host = '127.0.0.1', database = 'orders', settings = SETTINGS, durable = true } = options;
  const { onLog = () => undefined, onProgress } = options;
  const port = options.port === 0 ? await findFreePort() : options.port;
  const url = (name: string) => `postgres://${SUPERUSER.user}:${SUPERUSER.password}@${host}:${port}/${name}`;

  const placement = await placePostgres(resolve(options.dataDir), onProgress);
  if (!existsSync(join(placement.dataDir, 'PG_VERSION'))) await initialiseCluster(placement, SUPERUSER, onLog);
  const serverSettings = {
    ...settings,
    ...(durable ? {} : NON_DURABLE_SETTINGS),
    listen_addresses: host,
    // Clients use TCP; the lock file of a Unix socket would outlive a killed server.
    unix_socket_directories: '',
  };
  const server = await retryWhilePredecessorStops(() => startServer(placement, port, serverSettings, onLog));
  const stop = async () => {
    // SIGINT is a fast shutdown to Postgres.
    await server.stop('SIGINT');
  };
  try {
    await createDatabase(url('postgres'), database);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, exited: server.exited.then(() => undefined), url, stop };
}

async function retryWhilePredecessorStops(start: () => Promise<Child>): Promise<Child> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (attempt === START_ATTEMPTS || !PREDECESSOR.test((error as Error).message)) throw error;
      await sleep(RETRY_MS);
    }
  }
}
