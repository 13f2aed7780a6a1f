import type { Logger } from './logger.js';
import { NONE, readSignals } from './signals.js';
import type { Telemetry } from './telemetry.js';

const DISABLED: Telemetry = { stop: () => Promise.resolve() };

/**
 * Starts telemetry as the standard `OTEL_*` variables say; without them it loads nothing. Call it before the process
 * creates servers and clients.
 *
 * @param service - the service name; `OTEL_SERVICE_NAME` overrides it
 * @throws ConfigurationError when an exporter or protocol is unknown
 */
export async function startTelemetry(service: string, logger: Logger): Promise<Telemetry> {
  const signals = readSignals(process.env);
  if (signals.traces === NONE && signals.metrics === NONE) return DISABLED;
  const { startSdk } = await import('./sdk.js');
  return startSdk(service, signals, logger);
}
