import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import { seededRandom } from '../kit/random.js';

export interface OrderView {
  readonly id: string;
  readonly status: string;
  readonly total_amount: number;
  readonly payment: { readonly next_action: { readonly redirect_url: string } | null } | null;
}

export interface ApiResponse<Body> {
  readonly status: number;
  readonly body: Body & Problem;
}

interface Problem {
  readonly code?: string;
  readonly detail?: string;
}

interface CallOptions {
  readonly body?: unknown;
  readonly key?: string;
  readonly role?: 'customer' | 'operator';
  /** Attempts while the response is 500 or above, or missing; 1 where a repetition is not safe. */
  readonly attempts?: number;
}

interface ShopClientOptions {
  /** Signs the tokens; by default the secret of the local stack. */
  readonly jwtSecret?: string;
  /** Seeds the jitter of the retry delays. */
  readonly seed: number;
}

const MAX_ATTEMPTS = 10;
const REQUEST_TIMEOUT_MS = 20_000;
const MAX_RETRY_DELAY_MS = 5_000;

/** A well-behaved client of the API: it retries with exponential backoff and jitter, and rotates between API processes. */
export class ShopClient {
  /** How often each failure occurred: an error without a response, or a response with a status of 500 or above. */
  readonly failures: Record<string, number> = {};
  private readonly jwtSecret: string;
  private readonly random: () => number;
  private calls = 0;

  /** @param apiUrls - base URLs of the API processes */
  constructor(
    private readonly apiUrls: readonly string[],
    { jwtSecret = LOCAL_JWT_SECRET, seed }: ShopClientOptions,
  ) {
    this.jwtSecret = jwtSecret;
    this.random = seededRandom(seed);
  }

  /** Sends a request. @returns null when every attempt failed */
  async call<Body = OrderView>(
    userId: string,
    method: string,
    path: string,
    { body, key, role = 'customer', attempts = MAX_ATTEMPTS }: CallOptions = {},
  ): Promise<ApiResponse<Body> | null> {
    const token = await signToken(this.jwtSecret, { userId, role });
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.send(method, path, {
        authorization: `Bearer ${token}`,
        ...(key !== undefined && { 'idempotency-key': key }),
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      if (typeof response !== 'string' && response.status < 500) return response as ApiResponse<Body>;
      const failure = typeof response === 'string' ? response : `${response.status} ${response.body.detail}`;
      this.failures[failure] = (this.failures[failure] ?? 0) + 1;
      if (attempt === attempts) return null;
      await sleep(Math.min(MAX_RETRY_DELAY_MS, 250 * 2 ** attempt) * (0.5 + this.random()));
    }
  }

  /** @returns the response, or the reason why there is none */
  private async send(
    method: string,
    path: string,
    { body, ...headers }: Record<string, string | undefined>,
  ): Promise<ApiResponse<unknown> | string> {
    this.calls += 1;
    try {
      const response = await fetch(`${this.apiUrls[this.calls % this.apiUrls.length] ?? ''}${path}`, {
        method,
        headers: {
          ...(headers as Record<string, string>),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      return { status: response.status, body: (await response.json()) as object };
    } catch (error) {
      const { name, message, cause } = error as Error;
      return cause instanceof Error && 'code' in cause ? String(cause.code) : `${name}: ${message}`;
    }
  }
}

/** Finds responses of 500 or above other than 503: whatever dependency is unavailable, the API must answer 503. */
export function describeUnexpectedErrors(failures: ShopClient['failures']): string[] {
  const unexpected = Object.entries(failures).filter(([why]) => /^5\d\d /.test(why) && !why.startsWith('503 '));
  return unexpected.map(([why, count]) => `The API answered ${why} (${count} times).`);
}
