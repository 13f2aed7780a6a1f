import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findFreePort } from '../../src/local/ports.js';
import { startPostgres, type Postgres } from '../../src/local/postgres/server.js';
import { migrate } from '../../src/migrate/migrate.js';
import { execFileAsync } from '../../src/process/child-process.js';
import { TcpProxy } from '../api/tcp-proxy.js';
import { waitUntil } from '../kit/observe.js';

const DATABASE = 'orders';

const SETTINGS = {
  max_connections: '100',
  shared_buffers: '64MB',
  wal_level: 'replica',
  hot_standby: 'on',
  max_logical_replication_workers: '0',
  jit: 'off',
} as const;

/** A primary and a standby that streams from it, with a proxy as their common address. */
export interface ReplicatedPostgres {
  /** The address of the primary, whichever server that is. */
  readonly url: string;
  readonly primary: QueryableServer;
  readonly standby: QueryableServer;
  /** Disconnects the standby from the primary, without either of them stopping. */
  cutReplication(): Promise<void>;
  /** Kills the primary and all its processes. */
  killPrimary(): Promise<void>;
  /** Makes the standby the primary. Connections to the common address still reach the old one. */
  promote(): Promise<void>;
  /** Leads new connections to the promoted server; open ones stay with the old one. */
  redirect(): void;
  stop(): Promise<void>;
}

export interface QueryableServer {
  readonly url: string;
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** @param synchronous - a commit on the primary then waits for the standby */
export async function startReplicatedPostgres({ synchronous }: { synchronous: boolean }): Promise<ReplicatedPostgres> {
  // Not inside a folder of mkdtemp, which the user `postgres` could not enter.
  const folder = path.join(tmpdir(), `failover-${randomUUID()}`);
  const [primaryDir, standbyDir] = [`${folder}-primary`, `${folder}-standby`];
  const [primaryPort, standbyPort] = [await findFreePort(), await findFreePort()];
  const start = (dataDir: string, port: number, settings: Readonly<Record<string, string>>) =>
    startPostgres({ dataDir, port, database: DATABASE, durable: false, settings: { ...SETTINGS, ...settings } });

  const original = await start(primaryDir, primaryPort, {});
  await migrate(original.url(DATABASE));
  await original.stop();
  await execFileAsync('cp', ['-a', primaryDir, standbyDir]);
  await writeFile(path.join(standbyDir, 'standby.signal'), '');

  const primary = await start(
    primaryDir,
    primaryPort,
    synchronous ? { synchronous_standby_names: 'standby', synchronous_commit: 'on' } : {},
  );
  const primaryUrl = new URL(primary.url(DATABASE));
  const standbyUrl = new URL(primaryUrl);
  standbyUrl.port = String(standbyPort);
  const replication = new TcpProxy(primaryUrl);
  const { port: replicationPort } = new URL(await replication.listen());
  // Settles only after the promotion: until then the server does not accept writes.
  const promoted: Promise<Postgres> = start(standbyDir, standbyPort, {
    primary_conninfo: `host=127.0.0.1 port=${replicationPort} user=postgres password=postgres application_name=standby`,
  });
  promoted.catch(() => undefined);
  const common = new TcpProxy(primaryUrl);
  const url = await common.listen();
  const [primaryServer, standbyServer] = [connectTo(primaryUrl.href), connectTo(standbyUrl.href)];
  await waitUntil(
    () => primaryServer.query<{ state: string }>('SELECT state FROM pg_stat_replication'),
    ([sender]) => sender?.state === 'streaming',
  );

  let hasPromoted = false;
  return {
    url,
    primary: primaryServer,
    standby: standbyServer,
    cutReplication: () => replication.close(),
    async killPrimary() {
      await killServer(primaryDir);
      await primary.exited;
    },
    async promote() {
      await standbyServer.query('SELECT pg_promote()');
      hasPromoted = true;
      await promoted;
    },
    redirect: () => common.redirect(standbyUrl),
    async stop() {
      await common.close();
      await replication.close();
      await Promise.all([primaryServer.end(), standbyServer.end()]);
      await primary.stop();
      await (hasPromoted ? (await promoted).stop() : killServer(standbyDir));
      await Promise.all([primaryDir, standbyDir].map((each) => rm(each, { recursive: true, force: true })));
    },
  };
}

function connectTo(url: string): QueryableServer & { end(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // The tests kill servers; the next query reports it.
  pool.on('error', () => undefined);
  return {
    url,
    query: async <Row extends object>(sql: string, values?: unknown[]) => (await pool.query<Row>(sql, values)).rows,
    end: () => pool.end(),
  };
}

/** Kills the processes of one server; a surviving session could acknowledge one more commit. */
async function killServer(dataDir: string): Promise<void> {
  const [postmaster = ''] = (await readFile(path.join(dataDir, 'postmaster.pid'), 'utf8')).split('\n');
  const { stdout } = await execFileAsync('pgrep', ['-P', postmaster]);
  for (const pid of [postmaster, ...stdout.trim().split('\n')]) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has exited since the list was made.
    }
  }
}
