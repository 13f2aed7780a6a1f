import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationError } from '../../src/config/config.js';
import { UsageError } from '../../src/process/flags.js';
import type { SupervisedProcess } from './supervised-process.js';

/** The context of a program that starts processes. */
export interface RunContext {
  /** Folder for state and logs; kept when the run fails. */
  readonly folder: string;
  /** Aborts when the user interrupts the program. */
  readonly signal: AbortSignal;
  /** Registers a process that must end with the program. */
  readonly register: (process: SupervisedProcess) => void;
}

/** The user interrupted the program. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export const printLine = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Runs a program that starts processes, stops them, and exits: with 0 when the run passed, 1 when it failed, 2 when the command line
 * or the configuration is wrong, 130 when it was interrupted.
 *
 * @param run - resolves with whether the run passed
 */
export async function runProgram(name: string, run: (context: RunContext) => Promise<boolean>): Promise<never> {
  const folder = path.join(tmpdir(), `durable-orders-${name}-${randomUUID()}`);
  const processes: SupervisedProcess[] = [];
  const abortController = new AbortController();
  // Every order adds a listener.
  setMaxListeners(0, abortController.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => abortController.abort(new Interrupted(`Stopped by ${signal}. Ending all processes.`)));
  }
  process.once('exit', () => processes.forEach((one) => one.stopNow()));

  const register = (one: SupervisedProcess) => {
    processes.push(one);
    // The process was still starting when the user interrupted the program.
    if (abortController.signal.aborted) one.stopNow();
  };

  // State and logs are only useful after a failure, not after a usage error or an interruption.
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
  if (keepFolder) printLine(`State and logs are in ${folder}`);
  else await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  process.exit();
}

/** Waits for work; rejects when the signal aborts. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}
