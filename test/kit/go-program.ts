import { execFile, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { resolveBinary } from '../../src/local/temporal/resolve-binary.js';

/** A program that is built from its source. */
export interface GoProgram {
  /** As it is called on the PATH. */
  readonly name: string;
  readonly version: string;
  /** The variable that points at a copy of the user's own. */
  readonly variable: string;
  /** The Go package of its main function. */
  readonly module: string;
}

/**
 * Finds a program, or builds it by `go install`, once for each version.
 *
 * @returns its absolute path
 * @throws BinaryNotFound
 */
export function resolveGoProgram({ name, version, variable, module }: GoProgram): Promise<string> {
  const build = async (folder: string, signal: AbortSignal | undefined) => {
    const env = { ...process.env, GOBIN: folder };
    await promisify(execFile)('go', ['install', `${module}@v${version}`], { env, signal });
    return join(folder, basename(module));
  };
  return resolveBinary(
    {
      ...{ name, version, variable },
      sources: [{ label: 'by go install', fetch: build }],
      installHint: 'Install Go (https://go.dev/dl) to build it',
    },
    { onProgress: (line) => process.stdout.write(`${line}\n`) },
  );
}

/** Resolves when a server answers. @throws when it ends first */
export async function waitUntilServing(child: ChildProcess, probe: () => Promise<unknown>): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with exit code ${child.exitCode}`);
    try {
      await probe();
      return;
    } catch {
      await sleep(50);
    }
  }
}

/** Ends a server. */
export async function stopProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}
