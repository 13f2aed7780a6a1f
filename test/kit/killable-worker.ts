import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { openDatabase } from '../../src/domains/database/database.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { commonOptions } from '../../src/workers/factory.js';
import type { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { createFaultyActivities } from './faulty-activities.js';

export interface KillableWorkerSettings {
  readonly taskQueue: keyof typeof TASK_QUEUES;
  readonly address: string;
  readonly namespace: string;
  readonly databaseUrl: string;
  readonly gatewayUrl: string;
  readonly bundlePath: string;
  /** Where the process kills itself, once each: `reserveStock-before`, `reserveStock-after`. */
  readonly killPoints: readonly string[];
  /** Holds a file for each kill point that was reached, so that the next process skips it. */
  readonly folder: string;
}

const settings = JSON.parse(process.argv[2] ?? '') as KillableWorkerSettings;

function killAt(point: string): void {
  const file = path.join(settings.folder, point);
  if (!settings.killPoints.includes(point) || existsSync(file)) return;
  writeFileSync(file, '');
  process.kill(process.pid, 'SIGKILL');
}

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const source = await openDatabase(settings.databaseUrl, ALL_DOMAINS);
const activities = createFaultyActivities(source, settings.gatewayUrl, () => async (name, run) => {
  killAt(`${name}-before`);
  const result = await run();
  killAt(`${name}-after`);
  return result;
})[settings.taskQueue];
const worker = await Worker.create({
  ...commonOptions(),
  connection: await NativeConnection.connect({ address: settings.address }),
  namespace: settings.namespace,
  taskQueue: settings.taskQueue,
  ...(settings.taskQueue === 'orders' && { workflowBundle: { codePath: settings.bundlePath } }),
  activities,
});
process.on('disconnect', () => process.exit());
await worker.run();
