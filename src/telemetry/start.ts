import { LOCAL_GATEWAY_API_KEY, readConfig } from '../config/config.js';
import { bearerCheck } from '../crypto/bearer-key.js';
import type { TrustsSender } from './inbound-context.js';
import type { Logger } from './logger.js';
import { NONE, readSignals } from './signals.js';
import type { Telemetry } from './telemetry.js';

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
  const trustsSender = senderTrust(service);
  const { startSdk } = await import('./sdk.js');
  return startSdk(service, signals, logger, trustsSender);
}

/** Anybody can reach the API and the payment pages of the gateway. The workers get their requests from processes of this project. */
function senderTrust(service: string): TrustsSender {
  switch (service) {
    case 'api': {
      const trusted = readConfig(['TRUST_TRACE_CONTEXT']).TRUST_TRACE_CONTEXT === 'true';
      return () => trusted;
    }
    case 'gateway':
      return bearerCheck(readConfig(['GATEWAY_API_KEY']).GATEWAY_API_KEY ?? LOCAL_GATEWAY_API_KEY);
    default:
      return () => true;
  }
}
