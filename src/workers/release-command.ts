import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { readConfig } from '../config/config.js';
import { textFlag, wholeNumberFlag } from '../process/flag-types.js';
import { HelpRequest, parseFlags } from '../process/flags.js';
import { readTemporalSettings } from '../temporal/settings.js';
import { currentBuildId, trySetCurrentVersion, versionStatus } from './deployment-versions.js';

const RETRY_MS = 500;
const DEFAULT_TIMEOUT_SECONDS = 120;

/** Orders last: they call the activities of the others. */
const DOMAINS = ['payments', 'inventory', 'orders'] as const;

const COMMAND_LINE = {
  command: 'npm run --silent release --',
  description:
    'Makes WORKER_BUILD_ID the current version of each domain, as soon as its workers poll: new orders start on it.\n' +
    'Without WORKER_BUILD_ID, checks that no version is current, because workers without a version would receive no tasks.',
  flags: {
    status: textFlag('BUILD_ID', 'Print the status of this version of the orders workers, and change nothing'),
    timeout: wholeNumberFlag('SECONDS', `Time to wait for the workers; by default ${DEFAULT_TIMEOUT_SECONDS}`, {
      min: 0,
      max: 3_600,
    }),
  },
  details: `Statuses: inactive, current, ramping, draining (workflows still run on it), drained, unknown (no worker has polled).

Reads WORKER_BUILD_ID and the TEMPORAL_* variables.

Exit codes:
  0  the version is current
  1  the workers of the version do not poll, or workers without a version would receive no tasks
  2  the command could not run: an unknown flag or Temporal that cannot be reached`,
};

export interface ReleaseCommandResult {
  readonly exitCode: 0 | 1 | 2;
  readonly text: string;
}

/**
 * Makes a release's workers receive new orders.
 *
 * @param args - the command line, without the program and the script
 */
export async function releaseCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<ReleaseCommandResult> {
  try {
    const { status, timeout = DEFAULT_TIMEOUT_SECONDS } = parseFlags(args, COMMAND_LINE);
    const { WORKER_BUILD_ID: buildId } = readConfig(['WORKER_BUILD_ID'], environment);
    return await withClient(environment, async (client) => {
      if (status !== undefined) return { exitCode: 0, text: `${await versionStatus(client, 'orders', status)}\n` };
      if (buildId === undefined) return checkUnversioned(client);
      return setCurrent(client, buildId, Date.now() + timeout * 1_000);
    });
  } catch (error) {
    return { exitCode: error instanceof HelpRequest ? 0 : 2, text: `${errorMessage(error)}\n` };
  }
}

async function setCurrent(client: Client, buildId: string, deadline: number): Promise<ReleaseCommandResult> {
  let text = '';
  for (const domain of DOMAINS) {
    const previous = await currentBuildId(client, domain);
    for (;;) {
      const reason = await trySetCurrentVersion(client, domain, buildId);
      if (reason === undefined) break;
      if (Date.now() >= deadline) {
        text += `${domain}: the workers of ${buildId} do not poll: ${reason} Start them, then repeat the command.\n`;
        return { exitCode: 1, text };
      }
      await sleep(RETRY_MS);
    }
    text += `${domain}: ${buildId} is current${previous === undefined || previous === buildId ? '' : `, before ${previous}`}\n`;
  }
  return { exitCode: 0, text };
}

async function checkUnversioned(client: Client): Promise<ReleaseCommandResult> {
  const current = await currentBuildId(client, 'orders');
  if (current === undefined) return { exitCode: 0, text: 'The workers have no version, and none is current.\n' };
  const text = `Version ${current} is current, so that workers without a version receive no tasks. Set WORKER_BUILD_ID.\n`;
  return { exitCode: 1, text };
}

async function withClient<T>(
  environment: Readonly<Record<string, string | undefined>>,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { connectionOptions, namespace } = readTemporalSettings(environment);
  const connection = await Connection.connect(connectionOptions).catch((error: unknown) => {
    throw new Error(`TEMPORAL_ADDRESS: cannot connect to Temporal: ${errorMessage(error)}`, { cause: error });
  });
  try {
    return await work(new Client({ connection, ...(namespace !== undefined && { namespace }) }));
  } finally {
    await connection.close();
  }
}

function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
