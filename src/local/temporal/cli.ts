import { spawnSync } from 'node:child_process';
import { resolveTemporalCli } from './binaries.js';

// `npm run temporal -- workflow list`: the CLI that the stack uses, for machines that have none on their PATH.
const executable = await resolveTemporalCli({ onProgress: (line) => process.stderr.write(`${line}\n`) });
const { status, error } = spawnSync(executable, process.argv.slice(2), { stdio: 'inherit' });
if (error) throw error;
process.exitCode = status ?? 1;
