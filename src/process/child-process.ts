import { execFile, fork, spawn, type ChildProcess, type ForkOptions, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/**
 * Runs a program to its end.
 *
 * @returns what it printed
 * @throws with what it printed when it does not exit with 0
 */
export const execFileAsync = promisify(execFile);

export interface Exit {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process that this process started. */
export interface Child {
  readonly process: ChildProcess;
  /** Resolves when the process has ended and all its output was read. */
  readonly exited: Promise<Exit>;
  /** What it has printed so far to pipes. */
  output(): string;
  /** Sends a signal, by default SIGTERM, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Exit>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill()));

/** Starts a program. It does not outlive this process, unless this process is killed. */
export function startProgram([file = '', ...args]: readonly string[], options: SpawnOptions = {}): Child {
  return track(spawn(file, args, options));
}

/** Starts a Node module with an IPC channel. It does not outlive this process, unless this process is killed. */
export function startModule(entry: URL | string, args: readonly string[] = [], options: ForkOptions = {}): Child {
  return track(fork(entry, args, options));
}

/**
 * Waits for the first message over IPC: `'ready'`, from the processes of this project.
 *
 * @throws with what the process printed when it ends first
 */
export async function firstMessage(child: Child, name: string): Promise<unknown> {
  const ended = child.exited.then(({ code, signal }) => {
    throw new Error(`${name} ended with ${code ?? signal} before it was ready. ${child.output()}`.trim());
  });
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(child.process, 'message'), ended])) as [unknown];
  return message;
}

function track(child: ChildProcess): Child {
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  return {
    process: child,
    exited,
    output: () => output,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}
