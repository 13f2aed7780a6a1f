import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { startPostgres } from '../../src/local/postgres/server.js';
import { resolveTemporalCli, resolveTimeSkippingServer } from '../../src/local/temporal/binaries.js';
import { migrate } from '../../src/migrate/migrate.js';
import { grantRoles } from '../../src/migrate/roles.js';
import { bundleWorkflows } from './bundles.js';
import { findFreePort } from '../../src/local/ports.js';
import { TestProcess } from './test-process.js';

/** What all test files of a run share. */
export interface SharedServices {
  readonly templateUrl: string;
  readonly workflowBundlePath: string;
  readonly temporalAddress: string;
  readonly temporalCliPath: string;
  readonly timeSkippingServerPath: string;
  readonly stop: () => Promise<void>;
}

export async function startSharedServices(): Promise<SharedServices> {
  const onProgress = (line: string) => process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-'));
  // Sequentially: both would download into the same folder.
  const temporalCliPath = await resolveTemporalCli({ onProgress });
  const timeSkippingServerPath = await resolveTimeSkippingServer({ onProgress });
  const [postgres, temporal, bundle] = await Promise.all([
    startPostgres({ dataDir: `${folder}-postgres`, port: 0, database: 'template', durable: false }),
    startDevServer(temporalCliPath),
    bundleWorkflows({ traced: false, encrypting: false }),
  ]);
  const stop = async () => {
    await temporal.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
    await rm(`${folder}-postgres`, { recursive: true, force: true });
  };
  const templateUrl = postgres.url('template');
  try {
    await migrate(templateUrl);
    await grantRoles(templateUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  const workflowBundlePath = path.join(folder, 'workflow-bundle.js');
  await writeFile(workflowBundlePath, bundle);
  const temporalAddress = temporal.address;
  return { templateUrl, workflowBundlePath, temporalAddress, temporalCliPath, timeSkippingServerPath, stop };
}

/** Starts a Temporal dev server that keeps its data in memory. Each test file creates a namespace of it. */
async function startDevServer(executable: string) {
  const port = await findFreePort();
  const address = `127.0.0.1:${port}`;
  const server = TestProcess.startProgram([
    ...([executable, 'server', 'start-dev', '--headless', '--log-level', 'never'] as const),
    ...['--ip', '127.0.0.1', '--port', `${port}`],
    ...['--dynamic-config-value', 'history.maximumSignalsPerExecution=200'],
  ]);
  await server.waitUntilServing(async () => {
    const connection = await Connection.connect({ address });
    await connection.close();
  });
  return { address, stop: () => server.stop() };
}
