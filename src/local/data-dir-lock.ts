import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processIdentity } from './process-identity.js';
import { StackError } from './stack-error.js';

/** The process that uses a data folder. */
export interface Holder {
  readonly pid: number;
  readonly identity: string | undefined;
}

function lockFile(dataDir: string): string {
  return join(dataDir, 'stack.lock');
}

/**
 * Locks the data folder of a stack for this process, before anything in it is touched. The lock of a killed process is taken over.
 *
 * @param dataDir - created when it does not exist
 * @returns a function that unlocks the folder
 * @throws StackError when another stack uses the folder
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const file = lockFile(dataDir);
  const own = `${file}.${process.pid}`;
  const content = JSON.stringify({ pid: process.pid, identity: await processIdentity(process.pid) } satisfies Holder);
  await writeFile(own, content);
  try {
    // Unlike a rename, a link fails when the file exists.
    while (!(await tryLink(own, file))) await removeStaleLock(dataDir);
  } finally {
    await rm(own, { force: true });
  }
  return () => rm(file, { force: true });
}

/** @returns the process that uses the folder; undefined when there is none */
export async function lockHolder(dataDir: string): Promise<Holder | undefined> {
  const holder = await readHolder(lockFile(dataDir));
  if (holder?.identity === undefined) return undefined;
  return (await processIdentity(holder.pid)) === holder.identity ? holder : undefined;
}

async function removeStaleLock(dataDir: string): Promise<void> {
  const holder = await lockHolder(dataDir);
  if (holder) {
    throw new StackError(
      `A stack already runs in ${dataDir} (process ${holder.pid}). Stop it with npm stop, or set DATA_DIR to another folder.`,
      2,
    );
  }
  const file = lockFile(dataDir);
  const stale = `${file}.stale.${process.pid}`;
  await rename(file, stale).catch(() => undefined);
  // Another start may have replaced the stale lock by its own in the meantime.
  const taken = await readHolder(stale);
  if (taken?.identity !== undefined && (await processIdentity(taken.pid)) === taken.identity)
    await tryLink(stale, file);
  await rm(stale, { force: true });
}

async function tryLink(existing: string, file: string): Promise<boolean> {
  try {
    await link(existing, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}
