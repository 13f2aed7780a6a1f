import type { TelemetryOptions } from '@temporalio/worker';
import { readSignals, type Environment } from './signals.js';

const DEFAULT_PROMETHEUS_PORT = 9464;
const DEFAULT_INTERVAL_MS = 60_000;

/**
 * Sends the Temporal SDK's metrics (schedule-to-start latency, slots, sticky cache) to the same exporter as this project's.
 * The SDK's Rust core supports one exporter: with both, it is Prometheus, on the port after OTEL_EXPORTER_PROMETHEUS_PORT.
 */
export function temporalMetrics(environment: Environment = process.env): Pick<TelemetryOptions, 'metrics'> {
  const exporters = readSignals(environment).metrics.split(',');
  if (exporters.includes('prometheus')) {
    return { metrics: { prometheus: { bindAddress: prometheusAddress(environment), ...PROMETHEUS_NAMING } } };
  }
  return exporters.includes('otlp') ? { metrics: { otel: otlpOptions(environment) } } : {};
}

/** Prometheus naming conventions. */
const PROMETHEUS_NAMING = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };

function prometheusAddress(environment: Environment): string {
  const host = environment.OTEL_EXPORTER_PROMETHEUS_HOST ?? '0.0.0.0';
  return `${host}:${Number(environment.OTEL_EXPORTER_PROMETHEUS_PORT ?? DEFAULT_PROMETHEUS_PORT) + 1}`;
}

function otlpOptions(environment: Environment) {
  const metricsVariable = (name: string) =>
    environment[`OTEL_EXPORTER_OTLP_METRICS_${name}`] ?? environment[`OTEL_EXPORTER_OTLP_${name}`];
  const http = (metricsVariable('PROTOCOL') ?? 'http/protobuf').startsWith('http');
  const base = environment.OTEL_EXPORTER_OTLP_ENDPOINT ?? (http ? 'http://localhost:4318' : 'http://localhost:4317');
  return {
    url:
      environment.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT ??
      (http ? new URL('v1/metrics', withTrailingSlash(base)).href : base),
    http,
    headers: readHeaders(metricsVariable('HEADERS')),
    metricsExportInterval: Number(environment.OTEL_METRIC_EXPORT_INTERVAL ?? DEFAULT_INTERVAL_MS),
    useSecondsForDurations: true,
  };
}

function withTrailingSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}

/** Parses `name=value,name=value`, percent-encoded, as the OTLP exporter specification defines it. */
function readHeaders(list = ''): Record<string, string> {
  const pairs = list.split(',').map((pair) => pair.split('='));
  return Object.fromEntries(
    pairs.flatMap(([name = '', ...value]) =>
      name.trim() ? [[name.trim(), decodeURIComponent(value.join('=').trim())]] : [],
    ),
  );
}
