import { PROCESSES, type ProcessName as ServiceName } from '../../src/process/processes.js';
import { TestProcess } from './test-process.js';

export type ProcessName = ServiceName | 'migrate';

/** The orders worker has an entry for tests, because there may be no built workflow bundle. */
const SPECIAL_ENTRIES: Partial<Record<ProcessName, string>> = {
  migrate: '../../src/migrate/main.ts',
  orders: './orders-worker.ts',
};

const entryOf = (name: ProcessName) =>
  SPECIAL_ENTRIES[name] ?? `../../src/${PROCESSES[name as ServiceName].module.replace(/js$/, 'ts')}`;

/** Starts a process of the project as an operator does. It inherits no variables of the project. */
export function launchService(name: ProcessName, environment: Readonly<Record<string, string>>): TestProcess {
  return TestProcess.startModule(new URL(entryOf(name), import.meta.url), [], { NODE_ENV: 'test', ...environment });
}

/** Starts a process and waits until it serves. @throws Error with the output when the process ends first */
export async function startService(
  name: ProcessName,
  environment: Readonly<Record<string, string>>,
): Promise<TestProcess> {
  const service = launchService(name, environment);
  await service.waitUntilReady();
  return service;
}
