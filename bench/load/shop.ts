import { Pool } from 'undici';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import type { BenchOrder } from './order.js';

/** The response to an order, whatever it is. */
export interface Attempt {
  readonly status: number;
  /** The code of the problem. */
  readonly code: string | undefined;
  /** The id of the order, when it was placed. */
  readonly orderId: string | undefined;
  /** Seconds after which the API asks to repeat the request; 0 when it does not. */
  readonly retryAfterSeconds: number;
  /** Time until the response, in ms. */
  readonly ms: number;
}

interface AttemptOptions {
  readonly idempotencyKey?: string;
  /** Time to wait for the final status, in seconds. */
  readonly waitSeconds?: number;
}

/** Sends orders over a few kept connections without retries: it costs a fraction of what the API spends on a request. */
export class Shop {
  private readonly pool: Pool;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(url: string, connections: number) {
    this.pool = new Pool(url, { connections, headersTimeout: 120_000, bodyTimeout: 120_000 });
  }

  async place({ userId, lines }: BenchOrder, { idempotencyKey, waitSeconds }: AttemptOptions = {}): Promise<Attempt> {
    const startedAt = performance.now();
    const {
      statusCode: status,
      headers,
      body,
    } = await this.pool.request({
      method: 'POST',
      path: '/v1/orders',
      headers: {
        authorization: `Bearer ${await this.tokenOf(userId)}`,
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        ...(waitSeconds !== undefined && { prefer: `wait=${waitSeconds}` }),
      },
      body: JSON.stringify({
        items: lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      }),
    });
    const { id, code } = (await body.json()) as { id?: string; code?: string };
    const retryAfterSeconds = Number(headers['retry-after'] ?? 0);
    return { status, code, orderId: id, retryAfterSeconds, ms: performance.now() - startedAt };
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private tokenOf(userId: string): Promise<string> {
    const known = this.tokens.get(userId);
    if (known !== undefined) return known;
    const token = signToken(LOCAL_JWT_SECRET, { userId, role: 'customer' });
    this.tokens.set(userId, token);
    return token;
  }
}

export function isPlaced({ status }: Attempt): boolean {
  return status === 201;
}
