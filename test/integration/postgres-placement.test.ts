import { chmod, cp, mkdtemp, readlink, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installedPostgres } from '../../src/local/postgres/binaries.js';
import { clusterFolders, placePostgres } from '../../src/local/postgres/placement.js';
import { startPostgres } from '../../src/local/postgres/server.js';

const isRoot = process.getuid?.() === 0;

/** Only its owner can enter it, as only root can enter /root. */
let home: string;
let dataDir: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'private-'));
  await chmod(home, 0o700);
  dataDir = join(home, 'data', 'postgres');
});
afterEach(async () => {
  for (const folder of await clusterFolders(dataDir)) await rm(folder, { recursive: true, force: true });
  await rm(home, { recursive: true });
});

async function countRows(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('CREATE TABLE IF NOT EXISTS kept (id int); INSERT INTO kept VALUES (1)');
  const { rows } = await client.query<{ count: number }>('SELECT count(*)::int FROM kept');
  await client.end();
  return rows[0]?.count ?? 0;
}

it('keeps the data of a cluster in a folder that the user of Postgres may not enter', async () => {
  const progress: string[] = [];
  for (const expected of [1, 2]) {
    const postgres = await startPostgres({
      ...{ dataDir, port: 0, durable: false },
      onProgress: (line) => progress.push(line),
    });
    expect(await countRows(postgres.url('orders'))).toBe(expected);
    await postgres.stop();
  }
  expect(progress).toHaveLength(isRoot ? 1 : 0);
});

it('gives a new folder in the same place an empty cluster', async () => {
  const first = await placePostgres(dataDir);
  const link = isRoot ? await readlink(dataDir) : dataDir;
  expect(first.dataDir).toBe(link);
  const [, old = dataDir] = await clusterFolders(dataDir);
  await rm(dataDir, { force: true });
  const second = await placePostgres(dataDir);
  expect(second.dataDir === first.dataDir).toBe(!isRoot);
  await rm(old, { recursive: true, force: true });
});

it('copies programs that the user of Postgres may not read', async () => {
  const installed = join(home, 'native');
  await cp(installedPostgres(), installed, { recursive: true, verbatimSymlinks: true });
  const { programs, user } = await placePostgres(dataDir, undefined, installed);
  expect(programs === installed).toBe(!isRoot);
  expect(user === undefined).toBe(!isRoot);
  const { mode } = await stat(join(programs, 'share', 'postgresql', 'postgres.bki'));
  expect(mode & 0o004).toBe(0o004);
  if (programs !== installed) await rm(programs, { recursive: true });
});
