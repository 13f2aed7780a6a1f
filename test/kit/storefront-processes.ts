import { findFreePort } from '../../src/local/ports.js';
import { createShopClient, type ShopClient } from './api-client.js';
import { startService, type ProcessName } from './processes.js';
import type { System } from './system.js';
import type { TestProcess } from './test-process.js';

/** The API and the workers as separate processes, for a system without workers. */
export interface StorefrontProcesses extends ShopClient {
  readonly processes: Readonly<Record<'orders' | 'inventory' | 'payments' | 'api', TestProcess>>;
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
  const started = await Promise.allSettled([
    startService('orders', { ...common, ...processEnvironment('orders') }),
    startService('inventory', { ...common, ...processEnvironment('inventory') }),
    startService('payments', { ...common, ...processEnvironment('payments') }),
    startService('api', { ...common, ...processEnvironment('api') }),
  ]);
  const running = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = started.find((result) => result.status === 'rejected');
  const stop = async () => {
    await Promise.all(running.map((process) => process.stop()));
  };
  const [orders, inventory, payments, api] = running;
  if (failed || !orders || !inventory || !payments || !api) {
    await stop();
    throw failed?.reason ?? new Error('not all processes started');
  }

  return {
    ...createShopClient(`http://127.0.0.1:${port}`),
    environment: common,
    processes: { orders, inventory, payments, api },
    stop,
  };
}
