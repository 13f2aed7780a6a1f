import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationError } from '../../src/config/config.js';
import { UsageError } from '../../src/process/flags.js';
import type { SupervisedProcess } from './supervised-process.js';

/** What a program is given that starts processes. */
export interface RunContext {
  /** For its state and its logs; removed unless something did not hold. */
  readonly folder: string;
  /** Aborts when the user has seen enough. */
  readonly signal: AbortSignal;
  /** Makes a process end with the program, whatever happens. */
  readonly register: (process: SupervisedProcess) => void;
}

/** The user has seen enough. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Prints a line. */
export const printLine = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Runs a program of this repository that starts processes, and ends this one: with 0 when all held, 1 when not, 2 when what was
 * typed or set is wrong.
 *
 * @param run - resolves with whether all held
 */
export async function runProgram(name: string, run: (scene: RunContext) => Promise<boolean>): Promise<never> {
  const folder = path.join(tmpdir(), `durable-orders-${name}-${randomUUID()}`);
  const processes: SupervisedProcess[] = [];
  const abortController = new AbortController();
  // Each order waits for it.
  setMaxListeners(0, abortController.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => abortController.abort(new Interrupted(`stopped by ${signal}; everything is being ended`)));
  }
  process.once('exit', () => processes.forEach((one) => one.stopNow()));

  const register = (one: SupervisedProcess) => {
    processes.push(one);
    // What was on its way when the user had seen enough.
    if (abortController.signal.aborted) one.stopNow();
  };

  // Of what was not even begun, or ended by the user, nothing is of use.
  let keepFolder: boolean;
  try {
    const passed = await run({ folder, signal: abortController.signal, register });
    keepFolder = !passed;
    process.exitCode = passed ? 0 : 1;
  } catch (error) {
    const usageError = error instanceof UsageError || error instanceof ConfigurationError;
    const expected = usageError || error instanceof Interrupted;
    process.stderr.write(`${expected ? error.message : String((error as Error).stack)}\n`);
    keepFolder = !expected;
    process.exitCode = usageError ? 2 : error instanceof Interrupted ? 130 : 1;
  }
  await Promise.all(processes.map((one) => one.stop(0)));
  if (keepFolder) printLine(`state and logs are in ${folder}`);
  else await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  process.exit();
}

/** Gives up when told to, whatever is still on its way. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}
