import Stripe from 'stripe';
import { GatewayUnavailable } from '../../domains/payments/errors.js';
import { toGatewayError } from './errors.js';

export interface StripeOptions {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** The URL to which Stripe redirects customers after they acted. */
  readonly returnUrl: string;
  /** Overrides the URL of Stripe's API, for example for a mock. */
  readonly apiBase?: string | undefined;
  /** Timeout of one request, in ms; defaults to 10 s. */
  readonly timeoutMs?: number;
}

/** Two requests, which a charge needs, fit into one attempt of the activity. */
const DEFAULT_TIMEOUT_MS = 10_000;

export function createClient({ secretKey, apiBase, timeoutMs = DEFAULT_TIMEOUT_MS }: StripeOptions): Stripe {
  return new Stripe(secretKey, {
    // The activity retries with its own backoff, after it has read the charge.
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
    ...(apiBase !== undefined && apiAddress(apiBase)),
  });
}

/**
 * Sends requests and maps their errors. The library does not support signals, so an aborted request continues in the background.
 * Its key makes that safe.
 *
 * @throws GatewayUnavailable, GatewayRejected
 */
export async function callStripe<T>(signal: AbortSignal | undefined, request: () => Promise<T>): Promise<T> {
  try {
    signal?.throwIfAborted();
    return await (signal ? Promise.race([request(), whenAborted(signal)]) : request());
  } catch (error) {
    if (signal?.aborted) throw new GatewayUnavailable('The request was aborted.', error);
    throw toGatewayError(error);
  }
}

/** Whether Stripe repeated the response of an earlier request with the same key, which may be outdated. */
export function isReplay(response: Stripe.Response<unknown>): boolean {
  return response.lastResponse.headers['idempotent-replayed'] === 'true';
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function apiAddress(apiBase: string): { protocol: 'http' | 'https'; host: string; port: string } {
  const { protocol, hostname, port } = new URL(apiBase);
  return protocol === 'http:'
    ? { protocol: 'http', host: hostname, port: port || '80' }
    : { protocol: 'https', host: hostname, port: port || '443' };
}
