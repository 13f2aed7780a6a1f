import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import { bundleOptions } from '../../src/workers/workflow-bundles.js';
import { startOtlpReceiver, type OtlpReceiver } from './otlp-receiver.js';
import { startService, type ProcessName } from './processes.js';
import { startStorefrontProcesses, type StorefrontProcesses } from './storefront-processes.js';
import { startSystem, type System } from './system.js';
import type { TestProcess } from './test-process.js';

/** Every process of the system with telemetry enabled, and the collector that receives it. */
export interface TracedShop {
  readonly system: System;
  readonly shop: StorefrontProcesses;
  readonly gateway: TestProcess;
  readonly collector: OtlpReceiver;
  stop(): Promise<void>;
}

/**
 * @param environment - variables of every process, in addition to the collector's endpoint
 * @param processEnvironment - additional variables of one process
 */
export async function startTracedShop(
  environment: Readonly<Record<string, string>> = {},
  processEnvironment: (name: ProcessName) => Readonly<Record<string, string>> = () => ({}),
): Promise<TracedShop> {
  const folder = await mkdtemp(path.join(tmpdir(), 'traced-shop-'));
  const bundlePath = path.join(folder, 'bundle.js');
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ ...bundleOptions({ traced: true, encrypting: false }), logger });
  await writeFile(bundlePath, code);

  const [gatewayPort, port] = [await findFreePort(), await findFreePort()];
  const collector = await startOtlpReceiver();
  const system = await startSystem('dev-server', {
    withoutWorkers: true,
    gatewayUrl: `http://127.0.0.1:${gatewayPort}`,
  });
  const common = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '100',
    OTEL_METRIC_EXPORT_INTERVAL: '500',
    PORT: String(port),
    ...environment,
  };
  const gateway = await startService('gateway', {
    ...common,
    ...processEnvironment('gateway'),
    DATABASE_URL: system.database.url,
    GATEWAY_PORT: String(gatewayPort),
    PAYMENT_WEBHOOK_URL: `http://127.0.0.1:${port}/v1/webhooks/payments`,
    PAYMENT_WEBHOOK_SECRET: LOCAL_PAYMENT_WEBHOOK_SECRET,
  });
  const events = await startService('events', {
    ...common,
    ...processEnvironment('events'),
    DATABASE_URL: system.database.url,
  });
  const shop = await startStorefrontProcesses(system, bundlePath, common, processEnvironment);
  return {
    system,
    shop,
    gateway,
    collector,
    async stop() {
      await shop.stop();
      await events.stop();
      await gateway.stop();
      await system.stop();
      await collector.stop();
      await rm(folder, { recursive: true });
    },
  };
}
