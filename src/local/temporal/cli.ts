import { startProgram } from '../../process/child-process.js';
import { resolveTemporalCli } from './binaries.js';

// `npm run temporal -- workflow list`: the CLI that the stack uses, for machines that have none on their PATH.
const executable = await resolveTemporalCli({ onProgress: (line) => process.stderr.write(`${line}\n`) });
const { code } = await startProgram([executable, ...process.argv.slice(2)], { stdio: 'inherit' }).exited;
process.exitCode = code ?? 1;
