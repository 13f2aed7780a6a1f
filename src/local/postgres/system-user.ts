import { appendFile, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { execFileAsync } from '../../process/child-process.js';
import { PostgresStartupError } from './startup-error.js';

/** A user of the operating system. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const NAME = 'postgres';
const USERS_FILE = '/etc/passwd';
/** Ids below it belong to users of the system. */
const MAX_SYSTEM_ID = 999;

/**
 * The user that runs Postgres, which refuses to run as root. Started by root, it is the system user `postgres`, which is created
 * when it is missing.
 *
 * @returns undefined for the user of this process
 * @throws PostgresStartupError when the user of this process has no name
 */
export async function postgresUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() === 0) return (await findUser()) ?? createUser();
  await assertNamed();
  return undefined;
}

async function findUser(): Promise<SystemUser | undefined> {
  // `id` also knows the users of a directory service, but small images lack it.
  const ids = await Promise.all(
    ['-u', '-g'].map((flag) => execFileAsync('id', [flag, NAME]).then(({ stdout }) => Number(stdout))),
  ).catch(() => undefined);
  const [uid, gid] = ids ?? (await readUsers()).find(({ name }) => name === NAME)?.ids ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

async function createUser(): Promise<SystemUser> {
  try {
    await execFileAsync('useradd', ['--system', '--user-group', '--no-create-home', NAME]);
  } catch {
    await addToUsersFile(await freeSystemId());
  }
  const user = await findUser();
  if (user === undefined) throw new PostgresStartupError(`The user "${NAME}" could not be created. Create it.`);
  return user;
}

async function freeSystemId(): Promise<number> {
  const taken = new Set((await readUsers()).flatMap(({ ids }) => ids));
  let id = MAX_SYSTEM_ID;
  while (taken.has(id)) id -= 1;
  return id;
}

/** `initdb` needs the name of its user. A container that runs with any user id has none for it. */
async function assertNamed(): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    userInfo();
  } catch {
    const uid = process.getuid?.() ?? 0;
    // Some platforms make the file writable for this purpose.
    await addToUsersFile(uid, process.getgid?.()).catch((error: unknown) => {
      throw new PostgresStartupError(
        `The user id ${uid} has no name in ${USERS_FILE}, which Postgres needs. Start as a user that has one, ` +
          'or set DATABASE_URL to a PostgreSQL of your own.',
        { cause: error },
      );
    });
  }
}

async function addToUsersFile(uid: number, gid = uid): Promise<void> {
  await appendFile(USERS_FILE, `${NAME}:x:${uid}:${gid}:PostgreSQL:/nonexistent:/bin/false\n`);
}

async function readUsers(): Promise<{ name: string; ids: readonly number[] }[]> {
  const text = await readFile(USERS_FILE, 'utf8').catch(() => '');
  return text.split('\n').map((line) => {
    const [name = '', , uid, gid] = line.split(':');
    return { name, ids: [Number(uid), Number(gid)] };
  });
}
