import { readConfig } from '../config/config.js';
import type { Logger } from './logger.js';
import { NONE, readSignals } from './signals.js';
import type { Telemetry } from './telemetry.js';

/** Anybody can reach it. The other processes get their requests from processes of this project. */
const PUBLIC_SERVICE = 'api';

const DISABLED: Telemetry = { stop: () => Promise.resolve() };

/**
 * Starts telemetry as the standard `OTEL_*` variables say; without them it loads nothing. Call it before the process
 * creates servers and clients.
 *
 * @param service - the service name; `OTEL_SERVICE_NAME` overrides it
 * @throws ConfigurationError when an exporter, a protocol or TRUST_TRACE_CONTEXT is invalid
 */
export async function startTelemetry(service: string, logger: Logger): Promise<Telemetry> {
  const signals = readSignals(process.env);
  if (signals.traces === NONE && signals.metrics === NONE) return DISABLED;
  const trustsSenders =
    service !== PUBLIC_SERVICE || readConfig(['TRUST_TRACE_CONTEXT']).TRUST_TRACE_CONTEXT === 'true';
  const { startSdk } = await import('./sdk.js');
  return startSdk(service, signals, logger, trustsSenders);
}
