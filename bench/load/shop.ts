import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Pool } from 'undici';
import { LOCAL_JWT_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import type { Stack } from '../stack.js';
import { countRuns } from '../temporal.js';
import type { BenchOrder } from './order.js';
import type { Attempt, AttemptOptions, Storefront } from './storefront.js';

const POLL_MS = 250;
/** Temporal shows runs in its list with a delay. */
const VISIBILITY_MS = 2_000;

/** Sends orders to our API over a few kept connections without retries: it costs a fraction of what the API spends on a request. */
export class Shop implements Storefront {
  private readonly pool: Pool;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly stack: Stack,
    connections: number,
  ) {
    this.pool = new Pool(stack.url, { connections, headersTimeout: 120_000, bodyTimeout: 120_000 });
  }

  async place({ userId, lines }: BenchOrder, { idempotencyKey }: AttemptOptions = {}): Promise<Attempt> {
    const startedAt = performance.now();
    const { statusCode, headers, body } = await this.pool.request({
      method: 'POST',
      path: '/v1/orders',
      headers: {
        authorization: `Bearer ${await this.tokenOf(userId)}`,
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({
        items: lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      }),
    });
    const { id, code } = (await body.json()) as { id?: string; code?: string };
    return {
      outcome: statusCode === 201 ? 'placed' : 'refused',
      ...{ code, orderId: id, retryAfterSeconds: Number(headers['retry-after'] ?? 0) },
      ms: performance.now() - startedAt,
    };
  }

  async confirmedSince(startedAt: Date): Promise<ReadonlyMap<string, Date>> {
    await sleep(VISIBILITY_MS);
    while ((await countRuns(this.stack, `WorkflowType = 'placeOrder' AND ExecutionStatus = 'Running'`)) > 0)
      await sleep(POLL_MS);
    const database = new pg.Client({ connectionString: this.stack.databaseUrl, application_name: 'bench' });
    await database.connect();
    try {
      const { rows } = await database.query<{ id: string; at: Date }>(
        `SELECT id, updated_at AS at FROM orders.orders
         WHERE created_at >= $1 AND status = 'confirmed'`,
        [startedAt],
      );
      return new Map(rows.map(({ id, at }) => [id, at]));
    } finally {
      await database.end();
    }
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
