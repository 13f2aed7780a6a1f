import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from '@temporalio/client';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { findFreePort } from '../../src/local/ports.js';
import { bundleWorkflows } from '../kit/bundles.js';
import { startStorefrontProcesses, type StorefrontProcesses } from '../kit/storefront-processes.js';
import { startSystem, type System } from '../kit/system.js';
import { HISTORY_KEYS, historyConverter, MODES, type Mode } from './modes.js';

export interface RecordingContext {
  readonly system: System;
  readonly shop: StorefrontProcesses;
  /** Decrypts what the workers encrypt. */
  readonly client: Client;
}

interface RecordingOptions {
  readonly mode: Mode;
  /** Receives the workflow bundle. */
  readonly folder: string;
  readonly reservationTtlSeconds: number;
  /** Where traced workers export to. */
  readonly otlpUrl?: string;
}

/** Starts the API and the workers of a mode. */
export async function startRecordingContext(options: RecordingOptions): Promise<RecordingContext> {
  const { traced, encrypting } = MODES[options.mode];
  const bundlePath = path.join(options.folder, `${options.mode}.js`);
  await writeFile(bundlePath, await bundleWorkflows({ traced, encrypting }));
  const port = await findFreePort();
  const webhook = { url: `http://127.0.0.1:${port}/v1/webhooks/payments`, secret: LOCAL_PAYMENT_WEBHOOK_SECRET };
  const system = await startSystem('dev-server', { withoutWorkers: true, webhook });
  const shop = await startStorefrontProcesses(system, bundlePath, {
    PORT: String(port),
    RESERVATION_TTL_SECONDS: String(options.reservationTtlSeconds),
    ...(encrypting && { TEMPORAL_PAYLOAD_KEYS: HISTORY_KEYS }),
    ...(traced && {
      OTEL_EXPORTER_OTLP_ENDPOINT: options.otlpUrl ?? '',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    }),
  });
  const { connection, namespace = 'default' } = system.temporal;
  const client = new Client({
    connection,
    namespace,
    ...(encrypting && { dataConverter: historyConverter }),
  });
  return { system, shop, client };
}
