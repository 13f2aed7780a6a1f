import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readlink, rename, stat, symlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { installedPostgres } from './binaries.js';
import { copyPrograms } from './copy-programs.js';
import { canEnter, canRead, sharedFolder } from './folder-access.js';
import { postgresUser, type SystemUser } from './system-user.js';

export interface Placement {
  /** Undefined: the user of this process. */
  readonly user: SystemUser | undefined;
  /** The folder of PostgreSQL's programs. */
  readonly programs: string;
  /** The folder of the database cluster; `user` can enter it. */
  readonly dataDir: string;
}

/**
 * Finds a place for Postgres and its data. Started by root, Postgres runs as another user, who may not enter the home of root.
 * Then its programs are copied, and its data is kept, where that user can read them. A link in the place of the data leads there.
 *
 * @param dataDir - absolute path of the cluster; need not exist
 * @param onProgress - receives a line for the user when the data is kept elsewhere
 * @param installed - the folder of PostgreSQL's programs
 */
export async function placePostgres(
  dataDir: string,
  onProgress: (line: string) => void = () => undefined,
  installed = installedPostgres(),
): Promise<Placement> {
  const user = await postgresUser();
  await mkdir(dirname(dataDir), { recursive: true });
  if (user === undefined) return { user, programs: installed, dataDir };
  return {
    user,
    programs: (await canRead(installed, user)) ? installed : await copyPrograms(installed),
    dataDir: await placeData(dataDir, user, onProgress),
  };
}

async function placeData(dataDir: string, user: SystemUser, onProgress: (line: string) => void): Promise<string> {
  const existing = await lstat(dataDir).catch(() => undefined);
  if (existing?.isSymbolicLink()) return resolve(dirname(dataDir), await readlink(dataDir));
  if (await canEnter(dirname(dataDir), user)) return dataDir;

  // A random name: a new clone in the same place must not find the data of the old one.
  const folder = join(await sharedFolder(), randomUUID());
  await mkdir(folder);
  await chmod(folder, 0o755);
  const cluster = join(folder, 'postgres');
  if (existing) await rename(dataDir, cluster);
  await symlink(cluster, dataDir);
  onProgress(`Keeping the database in ${cluster}, because the user "postgres" cannot enter ${dirname(dataDir)}`);
  return cluster;
}

/** The folders that hold the state of a cluster: its own, and the one that a link in its place leads to. */
export async function clusterFolders(dataDir: string): Promise<string[]> {
  const existing = await stat(dirname(dataDir)).catch(() => undefined);
  const link = existing && (await readlink(dataDir).catch(() => undefined));
  return link === undefined ? [dataDir] : [dataDir, dirname(resolve(dirname(dataDir), link))];
}
