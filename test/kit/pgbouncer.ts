import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { findFreePort } from '../../src/local/ports.js';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';
import { TestProcess } from './test-process.js';

export interface PgBouncer {
  /** The URL of the database through PgBouncer. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @returns the path of PgBouncer, or why its tests are skipped
 * @throws that reason when CI=true
 */
export async function findPgBouncer(): Promise<{ readonly binary?: string; readonly missing?: string }> {
  const installHint = 'Install pgbouncer (https://www.pgbouncer.org)';
  const tool = { name: 'pgbouncer', version: 'any', variable: 'PGBOUNCER_PATH', sources: [], installHint };
  try {
    return { binary: await resolveBinary(tool) };
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    return { missing: (error as Error).message };
  }
}

/**
 * Starts PgBouncer in transaction mode, with few server connections, so that they change hands all the time.
 *
 * @param settings - lines that are added to its configuration
 */
export async function startPgBouncer(binary: string, databaseUrl: string, settings = ''): Promise<PgBouncer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pgbouncer-'));
  const port = await findFreePort();
  const { hostname, port: serverPort, username, password, pathname } = new URL(databaseUrl);
  await writeFile(path.join(folder, 'users.txt'), `"${username}" "${decodeURIComponent(password)}"\n`);
  const configuration = path.join(folder, 'pgbouncer.ini');
  await writeFile(
    configuration,
    `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${path.join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 8
max_client_conn = 200
${settings}
`,
  );
  // It refuses to run as root.
  const asUser = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  await chmod(folder, 0o755);
  const server = TestProcess.startProgram([binary, ...asUser, configuration]);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  url.pathname = pathname;
  await server.waitUntilServing(() => probe(url.href));
  return {
    url: url.href,
    async stop() {
      await server.kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function probe(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.end();
}
