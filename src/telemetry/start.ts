import type { Logger } from './logger.js';
import { NONE, readSignals } from './signals.js';
import type { Telemetry } from './telemetry.js';

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
