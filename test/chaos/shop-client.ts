import { createOrdersClient, type OrdersClient, type Problem } from '../../packages/client/src/index.js';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import { seededRandom } from '../kit/random.js';

interface UserOptions {
  readonly role?: 'customer' | 'operator';
  /** How often a request is sent while it gets a 5xx response or none; 1 for requests that must not be repeated. */
  readonly attempts?: number;
}

interface Result<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

export interface ApiResponse<Body> {
  readonly status: number;
  readonly body: Body & { readonly code?: string };
}

interface ShopClientOptions {
  /** Signs the tokens; by default the secret of the local stack. */
  readonly jwtSecret?: string;
  /** Seeds the jitter of the retry delays. */
  readonly seed: number;
}

const MAX_ATTEMPTS = 10;
const REQUEST_TIMEOUT_MS = 20_000;

/** Calls the API as its customers do: each attempt goes to the next process. */
export class ShopClient {
  /** Failed attempts: the error or the problem, and how often it occurred. */
  readonly failures: Record<string, number> = {};
  private attempts = 0;

  private readonly jwtSecret: string;
  private readonly random: () => number;

  /** @param apiUrls - the base URLs of the API processes */
  constructor(
    private readonly apiUrls: readonly string[],
    { jwtSecret = LOCAL_JWT_SECRET, seed }: ShopClientOptions,
  ) {
    this.jwtSecret = jwtSecret;
    this.random = seededRandom(seed);
  }

  as(userId: string, { role = 'customer', attempts = MAX_ATTEMPTS }: UserOptions = {}): OrdersClient {
    return createOrdersClient({
      baseUrl: () => this.nextUrl(),
      token: () => signToken(this.jwtSecret, { userId, role }),
      timeoutMs: REQUEST_TIMEOUT_MS,
      retry: { attempts, isRepeatable: () => true, random: this.random },
      fetch: (request) => this.send(request),
    });
  }

  private nextUrl(): string {
    this.attempts += 1;
    return this.apiUrls[this.attempts % this.apiUrls.length] ?? '';
  }

  private async send(request: Request): Promise<Response> {
    try {
      const response = await fetch(request);
      if (response.status >= 500) {
        const { detail } = (await response.clone().json()) as Problem;
        this.countFailure(`${response.status} ${detail}`);
      }
      return response;
    } catch (error) {
      this.countFailure(describe(error as Error));
      throw error;
    }
  }

  private countFailure(reason: string): void {
    this.failures[reason] = (this.failures[reason] ?? 0) + 1;
  }
}

/** Returns the response, or null when every attempt failed: the caller then knows nothing about the outcome. */
export async function outcomeOf<Body>(call: Promise<Result<Body>>): Promise<ApiResponse<Body> | null> {
  const result = await call.catch(() => null);
  if (result === null || result.response.status >= 500) return null;
  return { status: result.response.status, body: (result.data ?? result.error) as ApiResponse<Body>['body'] };
}

function describe({ name, message, cause }: Error): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : `${name}: ${message}`;
}

/** Any outage must be reported as 503; other server errors are defects. */
export function describeUnexpectedErrors(failures: ShopClient['failures']): string[] {
  const unexpected = Object.entries(failures).filter(
    ([reason]) => /^5\d\d /.test(reason) && !reason.startsWith('503 '),
  );
  return unexpected.map(([reason, count]) => `the API answered ${reason}, ${count} times`);
}
