import { isTemporary, MAX_RETRY_AFTER_SECONDS, readRetryAfter, sleep } from './retry-after.ts';

const MAX_RETRY_DELAY_MS = 5_000;
const FIRST_RETRY_DELAY_MS = 500;

/** The transport replaces it when `baseUrl` is a function. */
export const PLACEHOLDER_ORIGIN = 'http://placeholder.invalid';

export interface TransportOptions {
  /**
   * Origin of the API, such as `https://orders.example.com`. A function supplies one for each attempt, which spreads
   * requests over several processes and retries at another one.
   */
  readonly baseUrl: string | (() => string);
  readonly retry?: RetryOptions;
  /**
   * Time limit of each attempt, in milliseconds; none by default. A stream may last longer: the limit ends with its headers.
   * Choose more than the longest `wait` that you send.
   */
  readonly timeoutMs?: number;
  /** Replaces the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export interface RetryOptions {
  /** How often a request is sent at most, the first attempt included. */
  readonly attempts: number;
  /** Whether the request may be sent more than once. By default: GET, and any request with an `Idempotency-Key`. */
  readonly isRepeatable?: (request: Request) => boolean;
  /** The longest `Retry-After` that is waited for, in seconds; after a longer one the response is returned. 60 by default. */
  readonly maxRetryAfterSeconds?: number;
  /** Source of the random part of each delay, from 0 up to 1; `Math.random` by default. */
  readonly random?: () => number;
}

/**
 * Sends a request and repeats it, unchanged, after a network error, a timeout, or a response with status 429 or 5xx. The delay doubles with
 * each attempt, varies randomly by half, and is at least what `Retry-After` requires. The last outcome is the result.
 */
export function createTransport(options: TransportOptions): (request: Request) => Promise<Response> {
  const { baseUrl, retry, timeoutMs, fetch = (request: Request) => globalThis.fetch(request) } = options;
  const maxRetryAfter = retry?.maxRetryAfterSeconds ?? MAX_RETRY_AFTER_SECONDS;
  if (typeof baseUrl === 'string' && !retry && timeoutMs === undefined) return fetch;

  return async (request) => {
    const { method, headers, signal: callerSignal, url } = request;
    // A stream can be sent once, a string as often as needed.
    const body = (await request.text()) || undefined;
    const attempts = retry && (retry.isRepeatable ?? isIdempotent)(request) ? retry.attempts : 1;

    const send = async () => {
      const limit = startTimeLimit(timeoutMs);
      try {
        const signal = limit ? AbortSignal.any([callerSignal, limit.signal]) : callerSignal;
        const target = typeof baseUrl === 'function' ? withOrigin(url, baseUrl()) : url;
        return await buffered(
          await fetch(new Request(target, { method, headers, signal, ...(body !== undefined && { body }) })),
        );
      } finally {
        limit?.end();
      }
    };

    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await send();
        const retryAfter = readRetryAfter(response);
        if (!isTemporary(response.status) || attempt >= attempts || retryAfter > maxRetryAfter) return response;
        await response.body?.cancel();
        await sleep(Math.max(retryDelay(attempt, retry), retryAfter * 1_000), callerSignal);
      } catch (error) {
        if (callerSignal.aborted || attempt >= attempts) throw error;
        await sleep(retryDelay(attempt, retry), callerSignal);
      }
      callerSignal.throwIfAborted();
    }
  };
}

function startTimeLimit(ms: number | undefined) {
  if (ms === undefined) return undefined;
  const limit = new AbortController();
  const expire = () => limit.abort(new DOMException(`No response within ${ms} ms.`, 'TimeoutError'));
  const timer = setTimeout(expire, ms);
  return { signal: limit.signal, end: () => clearTimeout(timer) };
}

function isIdempotent({ method, headers }: Request): boolean {
  return method === 'GET' || headers.has('Idempotency-Key');
}

function withOrigin(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return new URL(pathname + search, origin).href;
}

function retryDelay(attempt: number, { random = Math.random }: Partial<RetryOptions> = {}): number {
  return Math.min(MAX_RETRY_DELAY_MS, FIRST_RETRY_DELAY_MS * 2 ** (attempt - 1)) * (0.5 + random());
}

/** Reads a JSON body within the attempt, so that a connection lost halfway causes a retry and time limits count. Streams stay streams. */
async function buffered(response: Response): Promise<Response> {
  const isJson = /[/+]json\b/.test(response.headers.get('Content-Type') ?? '');
  if (!isJson || response.body === null) return response;
  return new Response(await response.text(), response);
}
