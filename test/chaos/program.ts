import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigurationError } from '../../src/config.js';
import { FlagsRefused } from './flags.js';
import type { Supervised } from './supervised.js';

/** What a program is given that starts processes. */
export interface Scene {
  /** For its state and its logs; removed unless something did not hold. */
  readonly folder: string;
  /** Aborts when the user has seen enough. */
  readonly signal: AbortSignal;
  /** Makes a process end with the program, whatever happens. */
  readonly own: (process: Supervised) => void;
}

/** The user has seen enough. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Prints a line. */
export const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * Runs a program of this repository that starts processes, and ends this one: with 0 when all held, 1 when not, 2 when what was
 * typed or set is wrong.
 *
 * @param act - resolves with whether all held
 */
export async function runProgram(name: string, act: (scene: Scene) => Promise<boolean>): Promise<never> {
  const folder = path.join(tmpdir(), `durable-orders-${name}-${randomUUID()}`);
  const processes: Supervised[] = [];
  const told = new AbortController();
  // Each order waits for it.
  setMaxListeners(0, told.signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => told.abort(new Interrupted(`stopped by ${signal}; everything is being ended`)));
  }
  process.once('exit', () => processes.forEach((one) => one.kill9()));

  const own = (one: Supervised) => {
    processes.push(one);
    // What was on its way when the user had seen enough.
    if (told.signal.aborted) one.kill9();
  };

  // Of what was not even begun, or ended by the user, nothing is of use.
  let worthKeeping: boolean;
  try {
    const passed = await act({ folder, signal: told.signal, own });
    worthKeeping = !passed;
    process.exitCode = passed ? 0 : 1;
  } catch (error) {
    const refused = error instanceof FlagsRefused || error instanceof ConfigurationError;
    const plain = refused || error instanceof Interrupted;
    process.stderr.write(`${plain ? error.message : String((error as Error).stack)}\n`);
    worthKeeping = !plain;
    process.exitCode = refused ? 2 : error instanceof Interrupted ? 130 : 1;
  }
  await Promise.all(processes.map((one) => one.stop(0)));
  if (worthKeeping) say(`state and logs are in ${folder}`);
  else await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  process.exit();
}

/** Gives up when told to, whatever is still on its way. */
export async function unlessTold<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}
