import { findFreePort } from '../../src/local/ports.js';
import { WORKERS, type WorkerName } from '../../src/process/processes.js';
import { createShopClient, type ShopClient } from './api-client.js';
import { startService, type ProcessName } from './processes.js';
import type { System } from './system.js';
import type { TestProcess } from './test-process.js';

/** The API and the workers as separate processes, for a system without workers. */
export interface StorefrontProcesses extends ShopClient {
  readonly processes: Readonly<Record<WorkerName | 'api', TestProcess>>;
  /** The environment of every process. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * @param environment - variables of every process, in addition to addresses
 * @param processEnvironment - additional variables of one process
 */
export async function startStorefrontProcesses(
  system: System,
  bundlePath: string,
  environment: Readonly<Record<string, string>>,
  processEnvironment: (name: ProcessName) => Readonly<Record<string, string>> = () => ({}),
): Promise<StorefrontProcesses> {
  const port = environment.PORT ?? (await findFreePort());
  const common = {
    DATABASE_URL: system.database.url,
    TEMPORAL_ADDRESS: system.temporal.address,
    TEMPORAL_NAMESPACE: system.temporal.namespace ?? 'default',
    GATEWAY_URL: system.gatewayUrl,
    PORT: String(port),
    WORKFLOW_BUNDLE: bundlePath,
    ...environment,
  };
  const names = [...WORKERS, 'api'] as const;
  const started = await Promise.allSettled(
    names.map((name) => startService(name, { ...common, ...processEnvironment(name) })),
  );
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = started.find((result) => result.status === 'rejected');
  const stop = async () => {
    await Promise.all(running.map((process) => process.stop()));
  };
  if (failed) {
    await stop();
    throw failed.reason;
  }

  return {
    ...createShopClient(`http://127.0.0.1:${port}`),
    environment: common,
    processes: Object.fromEntries(names.map((name, index) => [name, running[index]])) as Record<
      WorkerName | 'api',
      TestProcess
    >,
    stop,
  };
}
