import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/domains/migrate.js';
import { startPostgres } from '../../src/local/postgres/server.js';
import { resolveTemporalCli, resolveTimeSkippingServer } from '../../src/local/temporal/binaries.js';
import { WORKFLOWS_PATH } from '../../src/workers/workflow-code.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A Postgres database that is migrated and empty, to be copied and never used. */
    templateUrl: string;
    workflowBundlePath: string;
    temporalCliPath: string;
    timeSkippingServerPath: string;
  }
}

let shared: Promise<{ context: Record<string, string>; stop: () => Promise<void> }> | undefined;
let users = 0;

/** Starts what every project shares, once, and tells its tests where it is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  users += 1;
  shared ??= start();
  const { context, stop } = await shared;
  for (const [name, value] of Object.entries(context)) project.provide(name as 'templateUrl', value);
  return async () => {
    users -= 1;
    if (users === 0) await stop();
  };
}

async function start() {
  const onProgress = (line: string) => process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(path.join(tmpdir(), 'durable-orders-'));
  // The binaries one after the other: both would ask the same download for the same folder.
  const temporalCliPath = await resolveTemporalCli({ onProgress });
  const timeSkippingServerPath = await resolveTimeSkippingServer({ onProgress });
  const [postgres, bundle] = await Promise.all([
    startPostgres({ dataDir: `${folder}-postgres`, port: 0, database: 'template', durable: false }),
    bundleWorkflowCode({ workflowsPath: WORKFLOWS_PATH, logger: new DefaultLogger('WARN') }),
  ]);
  const templateUrl = postgres.url('template');
  await migrate(templateUrl);
  const workflowBundlePath = path.join(folder, 'workflow-bundle.js');
  await writeFile(workflowBundlePath, bundle.code);
  return {
    context: { templateUrl, workflowBundlePath, temporalCliPath, timeSkippingServerPath },
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
      await rm(`${folder}-postgres`, { recursive: true, force: true });
    },
  };
}
