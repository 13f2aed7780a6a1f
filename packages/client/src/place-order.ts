import { ApiError, unwrap } from './errors.ts';
import type { components } from './api.ts';
import type { OrdersClient } from './client.ts';
import { isTemporary, MAX_RETRY_AFTER_SECONDS, sleep } from './retry-after.ts';

type NewOrder = components['schemas']['OrderRequest'];
type Order = components['schemas']['Order'];

const DEFAULT_ATTEMPTS = 5;
/** The wait after a network error, in seconds. */
const UNREACHABLE_WAIT_SECONDS = 1;

export interface PlaceOrderOptions {
  /** Identifies the order: each attempt sends it, and a later call with it returns the same order. A new UUID by default. */
  readonly idempotencyKey?: string;
  /** How often the request is sent at most, the first attempt included; 5 by default. */
  readonly attempts?: number;
  /** Called before each wait, with the seconds until the next attempt. */
  readonly onWait?: (seconds: number) => void;
  /** Ends the waits; the last error is then thrown. */
  readonly signal?: AbortSignal;
  /** Source of the random part of each wait, from 0 up to 1; `Math.random` by default. */
  readonly random?: () => number;
}

/**
 * Places an order. When the API is overloaded or cannot be reached, it waits as long as `Retry-After` asks, and up to half as long
 * again, and repeats the request with the same key: however often it is sent, one order is placed. It does not wait when
 * `Retry-After` asks for more than a minute.
 *
 * Use it with a client without `retry`, which would repeat each attempt.
 *
 * @throws ApiError when the API rejects the order or the last attempt fails
 */
export async function placeOrder(
  client: OrdersClient,
  body: NewOrder,
  options: PlaceOrderOptions = {},
): Promise<Order> {
  const { idempotencyKey = crypto.randomUUID(), attempts = DEFAULT_ATTEMPTS, onWait, signal } = options;
  const { random = Math.random } = options;
  const params = { header: { 'Idempotency-Key': idempotencyKey } };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await unwrap(client.POST('/v1/orders', { params, body, ...(signal && { signal }) }));
    } catch (error) {
      const seconds = waitAfter(error) * (1 + random() / 2);
      if (seconds === 0 || attempt >= attempts || signal?.aborted) throw error;
      onWait?.(seconds);
      await sleep(seconds * 1_000, signal);
      if (signal?.aborted) throw error;
    }
  }
}

/** Seconds until a repeated request may succeed; 0 when it would not, or not soon. */
function waitAfter(error: unknown): number {
  if (!(error instanceof ApiError)) return 0;
  if (error.code === 'unreachable') return UNREACHABLE_WAIT_SECONDS;
  const { status, retryAfterSeconds } = error;
  return isTemporary(status) && retryAfterSeconds <= MAX_RETRY_AFTER_SECONDS ? retryAfterSeconds : 0;
}
