export type Environment = Readonly<Record<string, string | undefined>>;

/** The exporter of each signal, as in the standard `OTEL_*_EXPORTER` variables; `none` turns a signal off. */
export interface Signals {
  readonly traces: string;
  readonly metrics: string;
}

export const NONE = 'none';

/**
 * Reads the exporters. A signal is off unless an exporter or an OTLP endpoint is set; OpenTelemetry's own default would
 * be OTLP to localhost.
 */
export function readSignals(environment: Environment): Signals {
  if (environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return { traces: NONE, metrics: NONE };
  const exporterOf = (signal: 'TRACES' | 'METRICS') =>
    readVariable(environment, `OTEL_${signal}_EXPORTER`) ??
    ((readVariable(environment, `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`) ??
    readVariable(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT'))
      ? 'otlp'
      : NONE);
  return { traces: exporterOf('TRACES'), metrics: exporterOf('METRICS') };
}

export function isTracingEnabled(environment: Environment = process.env): boolean {
  return readSignals(environment).traces !== NONE;
}

function readVariable(environment: Environment, name: string): string | undefined {
  const value = environment[name]?.trim();
  return value === '' ? undefined : value;
}
