import { TestProcess } from './test-process.js';

/** The orders worker has an entry for tests, because there may be no built workflow bundle. */
const ENTRIES = {
  api: '../../src/api/main.ts',
  gateway: '../../src/gateway/main.ts',
  migrate: '../../src/migrate/main.ts',
  orders: './orders-worker.ts',
  inventory: '../../src/workers/inventory.ts',
  payments: '../../src/workers/payments.ts',
  events: '../../src/workers/events.ts',
} as const;

export type ProcessName = keyof typeof ENTRIES;

/** Starts a process of the project as an operator does. It inherits no variables of the project. */
export function launchService(name: ProcessName, environment: Readonly<Record<string, string>>): TestProcess {
  return TestProcess.startModule(new URL(ENTRIES[name], import.meta.url), [], { NODE_ENV: 'test', ...environment });
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
