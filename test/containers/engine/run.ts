import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { execFileAsync } from '../../../src/process/child-process.js';

const MAX_OUTPUT_BYTES = 50_000_000;

interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** Runs a program. @returns its standard output. @throws with its output when it does not exit with 0 */
export async function run([program = '', ...args]: readonly string[], options: RunOptions = {}): Promise<string> {
  const { input, ...rest } = options;
  const work = execFileAsync(program, args, { ...rest, maxBuffer: MAX_OUTPUT_BYTES });
  if (input !== undefined) work.child.stdin?.end(input);
  try {
    return (await work).stdout;
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string };
    const output = `${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n');
    throw new Error(`${program} ${args.join(' ')} failed:\n${output || message}`, { cause: error });
  }
}

/** Like `run`, but sends the standard output to a file or to another program's input. */
export async function runInto(
  [program = '', ...args]: readonly string[],
  target: string | readonly string[],
): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = exitOf(child, program);
  if (typeof target === 'string') {
    child.stdout.pipe(createWriteStream(target));
    await ended;
    return;
  }
  const [consumer = '', ...consumerArgs] = target;
  const reader = spawn(consumer, consumerArgs, { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdout.pipe(reader.stdin);
  await Promise.all([ended, exitOf(reader, consumer)]);
}

function exitOf(child: ReturnType<typeof spawn>, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${name} exited with ${code}.`))));
  });
}
