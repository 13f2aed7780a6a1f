import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/migrate/migrate.js';
import { grantRoles } from '../../src/migrate/roles.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import { resolveTemporalCli, resolveTimeSkippingServer } from '../../src/local/temporal/binaries.js';
import { bundleOptions } from '../../src/workers/workflow-bundles.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A Postgres database that is migrated and empty, to be copied and never used. */
    templateUrl: string;
    workflowBundlePath: string;
    temporalCliPath: string;
    timeSkippingServerPath: string;
  }
}

/** Starts what the tests share, and tells them where it is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const onProgress = (line: string) => process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-'));
  // The binaries one after the other: both would ask the same download for the same folder.
  const temporalCliPath = await resolveTemporalCli({ onProgress });
  const timeSkippingServerPath = await resolveTimeSkippingServer({ onProgress });
  const [postgres, bundle] = await Promise.all([
    startPostgres({ dataDir: `${folder}-postgres`, port: 0, database: 'template', durable: false }),
    bundleWorkflowCode({ ...bundleOptions({ traced: false, encrypting: false }), logger: new DefaultLogger('WARN') }),
  ]);
  const stop = async () => {
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
  await writeFile(workflowBundlePath, bundle.code);
  project.provide('templateUrl', templateUrl);
  project.provide('workflowBundlePath', workflowBundlePath);
  project.provide('temporalCliPath', temporalCliPath);
  project.provide('timeSkippingServerPath', timeSkippingServerPath);
  return stop;
}
