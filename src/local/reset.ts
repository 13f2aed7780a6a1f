import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readConfig } from '../config/config.js';
import { readFlags } from '../process/flags.js';
import { lockDataDir } from './data-dir-lock.js';
import { clusterFolders } from './postgres/placement.js';
import { toStackError } from './stack-error.js';

readFlags({
  command: 'npm run --silent reset',
  description: 'Deletes the orders, payments, workflows and logs of the stack in DATA_DIR, which must not run.',
  flags: {},
});

/** What `npm start` creates in its folder. */
const STATE = /^(postgres(\.unfinished|\.password)?|temporal\.db(-wal|-shm)?|logs|stack\.env)$/;

const dataDir = resolve(readConfig(['DATA_DIR']).DATA_DIR);
try {
  const unlock = await lockDataDir(dataDir);
  const names = (await readdir(dataDir)).filter((name) => STATE.test(name));
  const paths = [...(await clusterFolders(join(dataDir, 'postgres'))), ...names.map((name) => join(dataDir, name))];
  for (const path of paths) await rm(path, { recursive: true, force: true });
  await unlock();
  process.stdout.write(`Deleted the state of the stack in ${dataDir}. The next npm start begins with an empty one.\n`);
} catch (error) {
  const { message, exitCode } = toStackError(error);
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}
