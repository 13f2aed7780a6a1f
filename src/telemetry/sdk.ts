import { createRequire, syncBuiltinESMExports } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel } from '@opentelemetry/api';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { envDetectorSync, Resource } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InboundContextPropagator, type TrustsSender } from './inbound-context.js';
import type { Logger } from './logger.js';
import type { Signals } from './signals.js';
import { spanProcessors } from './span-processors.js';
import type { Telemetry } from './telemetry.js';

/** An unresponsive collector must not delay shutdown. */
const FLUSH_TIMEOUT_MS = 3_000;

/** Health probes would dominate the traces. */
const PROBE_PATHS = /^\/(healthz|readyz)\b/;

/**
 * Starts the OpenTelemetry SDK, which reads endpoints, protocols and limits from the `OTEL_*` variables.
 *
 */
export function startSdk(service: string, signals: Signals, logger: Logger, trustsSender: TrustsSender): Telemetry {
  const warn = (message: string) => logger.warn({ otel: message }, 'OpenTelemetry SDK warning');
  const ignore = () => undefined;
  diag.setLogger({ error: warn, warn, info: ignore, debug: ignore, verbose: ignore }, DiagLogLevel.WARN);
  // The SDK reads these variables itself, and its defaults differ from ours.
  process.env.OTEL_METRICS_EXPORTER = signals.metrics;
  process.env.OTEL_LOGS_EXPORTER = 'none';
  // The SDK rejects an export interval that is shorter than the timeout.
  process.env.OTEL_METRIC_EXPORT_TIMEOUT ??= process.env.OTEL_METRIC_EXPORT_INTERVAL ?? '';
  process.env.OTEL_SEMCONV_STABILITY_OPT_IN ??= 'http,database';
  // Only the service name and OTEL_RESOURCE_ATTRIBUTES: detectors would add the host and the process arguments.
  const resource = new Resource({ 'service.name': service, ...envDetectorSync.detect().attributes });
  const { all, exporting } = spanProcessors(signals.traces);
  const sdk = new NodeSDK({
    resource,
    autoDetectResources: false,
    spanProcessors: all,
    textMapPropagator: new InboundContextPropagator(trustsSender),
    instrumentations: instrumentations(),
  });
  sdk.start();
  patchLoadedModules();
  return {
    ...(exporting && { spans: { resource, exporting } }),
    async stop() {
      const flushed = sdk.shutdown().catch((error: unknown) => logger.warn({ err: error }, 'Telemetry export failed'));
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
    // Without a parent span (polling, for example) a query is not traced. Query values are never recorded.
    new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    new UndiciInstrumentation({ requireParentforSpans: true }),
  ];
}

/** Instrumentations hook `require`, but these modules are already imported: requiring them patches them in place. */
function patchLoadedModules(): void {
  const require = createRequire(import.meta.url);
  for (const name of ['http', 'https', 'express', 'pg']) require(name);
  createRequire(require.resolve('pg'))('pg-pool');
  syncBuiltinESMExports();
}
