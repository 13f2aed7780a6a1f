import { startProgram } from '../../process/child-process.js';
import { useRunningStack } from '../../process/running-stack.js';
import { resolveTemporalCli } from './binaries.js';

// Runs the Temporal CLI of the local stack, for machines without one on their PATH.
const args = process.argv.slice(2);
// A flag takes precedence over the environment.
if (!args.some((argument) => /^--(address|profile|config-file)\b/.test(argument))) useRunningStack(['temporal']);
const executable = await resolveTemporalCli({ onProgress: (line) => process.stderr.write(`${line}\n`) });
const { code } = await startProgram([executable, ...args], { stdio: 'inherit' }).exited;
process.exitCode = code ?? 1;
