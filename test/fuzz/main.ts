import { spawnSync } from 'node:child_process';
import { wholeNumberFlag } from '../../src/process/flag-types.js';
import { readFlags } from '../../src/process/flags.js';

const { requests, seed } = readFlags({
  command: 'npm run fuzz --',
  description: 'Sends generated requests to every route, and hostile webhooks and signals, and audits what they left.',
  flags: {
    requests: wholeNumberFlag('N', 'Number of requests; 10,000 by default', { min: 1 }),
    seed: wholeNumberFlag('N', 'Repeats the requests of an earlier run; 1 by default', { min: 0, max: 2 ** 31 - 1 }),
  },
});
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'fuzz'], {
  stdio: 'inherit',
  env: {
    ...process.env,
    ...(requests !== undefined && { FUZZ_REQUESTS: String(requests) }),
    ...(seed !== undefined && { FUZZ_SEED: String(seed) }),
  },
});
process.exitCode = status ?? 1;
