import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../config/config.js';
import { readFlags } from '../process/flags.js';
import { lockHolder } from './data-dir-lock.js';

readFlags({
  command: 'npm stop',
  description: 'Stops the stack that runs in DATA_DIR, as Ctrl-C does, and waits until it has ended.',
  flags: {},
});

const POLL_MS = 100;

const { DATA_DIR: dataDir } = readConfig(['DATA_DIR']);
const holder = await lockHolder(dataDir);
if (holder === undefined) {
  process.stdout.write(`No stack runs in ${dataDir}.\n`);
} else {
  process.kill(holder.pid, 'SIGTERM');
  while (await lockHolder(dataDir)) await sleep(POLL_MS);
  process.stdout.write(`Stopped the stack in ${dataDir}.\n`);
}
