import type { Resource } from '@opentelemetry/resources';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Logger } from './logger.js';
import { NONE, readSignals } from './signals.js';

/** Telemetry of this process. */
export interface Telemetry {
  /** Where spans go that were made elsewhere, as those of workflows are; absent while nothing is traced. */
  readonly spans?: {
    readonly resource: Resource;
    readonly exporting: SpanProcessor;
  };
  /** Sends what is left, for as long as a collector that answers needs for it. */
  stop(): Promise<void>;
}

const DISABLED: Telemetry = { stop: () => Promise.resolve() };

/**
 * Starts what the standard `OTEL_*` variables ask for; with none of them set nothing is loaded and nothing is measured.
 * To be called before the process opens its servers and clients.
 *
 * @param service - the process's name; `OTEL_SERVICE_NAME` overrides it
 * @throws ConfigurationError
 */
export async function startTelemetry(service: string, logger: Logger): Promise<Telemetry> {
  const signals = readSignals(process.env);
  if (signals.traces === NONE && signals.metrics === NONE) return DISABLED;
  const { startSdk } = await import('./sdk.js');
  return startSdk(service, signals, logger);
}
