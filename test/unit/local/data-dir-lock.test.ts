import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDataDir, lockHolder } from '../../../src/local/data-dir-lock.js';
import { processIdentity } from '../../../src/local/process-identity.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('locks a folder until it is unlocked', async () => {
  const dataDir = join(folder, 'new', 'data');
  const unlock = await lockDataDir(dataDir);
  expect(await lockHolder(dataDir)).toMatchObject({ pid: process.pid });
  await expect(lockDataDir(dataDir)).rejects.toThrow(
    `A stack already runs in ${dataDir} (process ${process.pid}). Stop it with npm stop, or set DATA_DIR to another folder.`,
  );
  await unlock();
  expect(await lockHolder(dataDir)).toBeUndefined();
  expect(await readdir(dataDir)).toEqual([]);
});

it.each([
  ['of a process that has ended', { pid: 2 ** 30, identity: 'earlier' }],
  ['of a process whose id another one has now', { pid: process.pid, identity: 'earlier' }],
])('takes over the lock %s', async (_, holder) => {
  await writeFile(join(folder, 'stack.lock'), JSON.stringify(holder));
  expect(await lockHolder(folder)).toBeUndefined();
  await lockDataDir(folder);
  expect(await lockHolder(folder)).toMatchObject({ pid: process.pid });
  expect(await readdir(folder)).toEqual(['stack.lock']);
});

it('takes over a lock that a crash left half written', async () => {
  await writeFile(join(folder, 'stack.lock'), '{"pid":');
  await lockDataDir(folder);
  expect(await lockHolder(folder)).toMatchObject({ pid: process.pid });
});

it('identifies a process by more than its id', async () => {
  expect(await processIdentity(process.pid)).toBe(await processIdentity(process.pid));
  expect(await processIdentity(process.ppid)).not.toBe(await processIdentity(process.pid));
  expect(await processIdentity(2 ** 30)).toBeUndefined();
});
