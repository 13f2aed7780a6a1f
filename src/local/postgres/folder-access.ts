import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PostgresStartupError } from './startup-error.js';
import type { SystemUser } from './system-user.js';

/** Folders that every user may enter. The first in which this process may write is used. */
const SHARED_FOLDERS = ['/var/lib', '/var/tmp', '/tmp'];

/**
 * Creates the folder for files that both root and the user of Postgres need.
 *
 * @throws PostgresStartupError when this process may write in none of the places for it
 */
export async function sharedFolder(): Promise<string> {
  for (const parent of SHARED_FOLDERS) {
    const folder = join(parent, 'durable-orders');
    try {
      await mkdir(folder, { recursive: true });
      // The mask of the process may have removed the permission of others.
      await chmod(folder, 0o755);
      return folder;
    } catch {
      continue;
    }
  }
  throw new PostgresStartupError(
    `The user "postgres" cannot enter this folder, and none of ${SHARED_FOLDERS.join(', ')} can be written. ` +
      'Start as another user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Whether a user may enter a folder and every folder above it. */
export async function canEnter(folder: string, user: SystemUser): Promise<boolean> {
  for (const each of [folder, ...ancestors(folder)]) if (!(await permits(each, user, 0o1))) return false;
  return true;
}

/** Whether a user may run the programs of a folder and read the files that they need. */
export async function canRead(programs: string, user: SystemUser): Promise<boolean> {
  const share = join(programs, 'share', 'postgresql');
  return (
    (await canEnter(join(programs, 'bin'), user)) &&
    (await canEnter(join(programs, 'lib'), user)) &&
    (await canEnter(share, user)) &&
    (await permits(join(share, 'postgres.bki'), user, 0o4))
  );
}

/** @param permission - 1 to enter or run, 4 to read */
async function permits(path: string, { uid, gid }: SystemUser, permission: number): Promise<boolean> {
  const { mode, uid: owner, gid: group } = await stat(path);
  const shift = owner === uid ? 6 : group === gid ? 3 : 0;
  return ((mode >> shift) & permission) !== 0;
}

function ancestors(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...ancestors(folder)];
}
