import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, cp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { programOf } from './binaries.js';
import { sharedFolder } from './folder-access.js';

/**
 * Copies PostgreSQL's programs to a folder that every user can read, unless a copy of this version is there.
 *
 * @returns the folder of the copy
 */
export async function copyPrograms(installed: string): Promise<string> {
  const { size, mtimeMs } = await stat(programOf(installed, 'postgres'));
  const version = createHash('sha256').update(`${size}-${mtimeMs}`).digest('hex').slice(0, 12);
  const copy = join(await sharedFolder(), `postgresql-${version}`);
  if (await exists(copy)) return copy;
  const unfinished = `${copy}.${randomUUID()}`;
  await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await makeReadable(unfinished);
  // Another start may have finished its copy first.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true }));
  return copy;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadable(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
