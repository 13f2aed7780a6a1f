import { createRequire, syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { envDetectorSync, Resource } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import type { Logger } from './logger.js';
import type { Signals } from './signals.js';
import { spanProcessors } from './span-processors.js';
import type { Telemetry } from './telemetry.js';

/** A collector that does not answer must not hold a process that was told to stop. */
const FLUSH_TIMEOUT_MS = 3_000;

/** Probes would be most of all traces. */
const PROBE_PATHS = /^\/(healthz|readyz)\b/;

/** Starts OpenTelemetry's SDK, which reads its endpoints, protocols and limits from the environment. */
export function startSdk(service: string, signals: Signals, logger: Logger): Telemetry {
  const warn = (message: string) => logger.warn({ otel: message }, 'telemetry');
  const ignore = () => undefined;
  diag.setLogger({ error: warn, warn, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.WARN);
  // The SDK reads these by itself, and has other defaults.
  process.env.OTEL_METRICS_EXPORTER = signals.metrics;
  process.env.OTEL_LOGS_EXPORTER = 'none';
  // It refuses an interval that is shorter than its timeout.
  process.env.OTEL_METRIC_EXPORT_TIMEOUT ??= process.env.OTEL_METRIC_EXPORT_INTERVAL ?? '';
  process.env.OTEL_SEMCONV_STABILITY_OPT_IN ??= 'http,database';
  // Of the machine and the process's arguments nothing is told.
  const resource = new Resource({ 'service.name': service, ...envDetectorSync.detect().attributes });
  const { all, exporting } = spanProcessors(signals.traces);
  const sdk = new NodeSDK({
    resource,
    autoDetectResources: false,
    spanProcessors: all,
    instrumentations: instrumentations(),
  });
  sdk.start();
  patchLoadedModules();
  return {
    ...(exporting && { spans: { resource, exporting } }),
    async stop() {
      const flushed = sdk.shutdown().catch((error: unknown) => logger.warn({ err: error }, 'telemetry was not sent'));
      await Promise.race([flushed, sleep(FLUSH_TIMEOUT_MS, undefined, { ref: false })]);
    },
  };
}

function instrumentations() {
  return [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: ({ url = '' }) => PROBE_PATHS.test(url),
      requireParentforOutgoingSpans: true,
    }),
    new ExpressInstrumentation({ ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER] }),
    // What nobody asked for, such as a poll, is not traced; values are never told.
    new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    new UndiciInstrumentation({ requireParentforSpans: true }),
  ];
}

/** Instrumentations act when a module is required; these were imported before, and are changed in place. */
function patchLoadedModules(): void {
  const require = createRequire(import.meta.url);
  for (const name of ['http', 'https', 'express', 'pg']) require(name);
  createRequire(require.resolve('pg'))('pg-pool');
  syncBuiltinESMExports();
}
