import { expect, it, vi } from 'vitest';
import { readSignals } from '../../src/telemetry/signals.js';
import { startTelemetry } from '../../src/telemetry/start.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { temporalMetrics } from '../../src/telemetry/temporal-metrics.js';

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

it.each([
  [{}, 'none', 'none'],
  [ENDPOINT, 'otlp', 'otlp'],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, 'otlp', 'none'],
  [{ OTEL_METRICS_EXPORTER: 'prometheus' }, 'none', 'prometheus'],
  [{ ...ENDPOINT, OTEL_METRICS_EXPORTER: 'otlp,prometheus' }, 'otlp', 'otlp,prometheus'],
  [{ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, 'none', 'otlp'],
  [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'true' }, 'none', 'none'],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }, 'none', 'none'],
])('reads %o: traces go to %s, metrics to %s', (environment, traces, metrics) => {
  expect(readSignals(environment)).toEqual({ traces, metrics });
});

it('does not load the OpenTelemetry SDK when no signal is enabled', async () => {
  vi.doMock('../../src/telemetry/sdk.js', () => {
    throw new Error('loaded');
  });
  const logger = createLogger('test', 'silent');
  const { spans } = await startTelemetry('test', logger);
  expect(spans).toBeUndefined();
  vi.stubEnv('OTEL_TRACES_EXPORTER', 'otlp');
  await expect(startTelemetry('test', logger)).rejects.toThrow();
  vi.unstubAllEnvs();
});

it.each([
  [{}, undefined],
  [
    { ...ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS: 'a=1, b=x%20y', OTEL_METRIC_EXPORT_INTERVAL: '500' },
    {
      otel: {
        url: 'http://collector:4318/v1/metrics',
        http: true,
        headers: { a: '1', b: 'x y' },
        metricsExportInterval: 500,
        useSecondsForDurations: true,
      },
    },
  ],
  [
    { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://other:4317', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    {
      otel: {
        url: 'http://other:4317',
        http: false,
        headers: {},
        metricsExportInterval: 60_000,
        useSecondsForDurations: true,
      },
    },
  ],
  [
    { OTEL_METRICS_EXPORTER: 'prometheus', OTEL_EXPORTER_PROMETHEUS_PORT: '9000' },
    {
      prometheus: {
        bindAddress: '0.0.0.0:9001',
        countersTotalSuffix: true,
        unitSuffix: true,
        useSecondsForDurations: true,
      },
    },
  ],
])('turns %o into the metrics options of the Temporal SDK: %o', (environment, metrics) => {
  expect(temporalMetrics(environment).metrics).toEqual(metrics);
});
