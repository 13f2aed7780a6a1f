import { startProgram } from '../../process/child-process.js';
import { resolveTemporalCli } from './binaries.js';

// Runs the Temporal CLI of the local stack, for machines without one on their PATH.
const executable = await resolveTemporalCli({ onProgress: (line) => process.stderr.write(`${line}\n`) });
const { code } = await startProgram([executable, ...process.argv.slice(2)], { stdio: 'inherit' }).exited;
process.exitCode = code ?? 1;
