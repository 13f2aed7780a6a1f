import { randomUUID } from 'node:crypto';
import { startGateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { createTestDatabase, type TestDatabase } from './database.js';

interface GatewayResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type JsonBody = Readonly<Record<string, unknown>>;

/** The simulated gateway in this process, called over HTTP. */
export interface TestGateway {
  readonly database: TestDatabase;
  get(path: string): Promise<GatewayResponse>;
  post(path: string, body: unknown, idempotencyKey?: string): Promise<GatewayResponse>;
  /** Sends a charge, by default one that is approved. */
  charge(key: string, overrides?: JsonBody): Promise<GatewayResponse>;
  findCharge(key: string): Promise<GatewayResponse>;
  void(key: string, orderId?: string): Promise<GatewayResponse>;
  stop(): Promise<void>;
}

export const orderIdForKey = (key: string) => `order of ${key}`;

export const newIdempotencyKey = () => randomUUID();

export async function startTestGateway(successRate = 1): Promise<TestGateway> {
  const database = await createTestDatabase();
  const logger = createLogger('gateway', 'silent');
  const gateway = await startGateway({ databaseUrl: database.url, port: 0, successRate, latencyMs: 10, logger });
  const send = async (path: string, init?: RequestInit): Promise<GatewayResponse> => {
    const response = await fetch(new URL(path, gateway.url), init);
    return { status: response.status, body: (await response.json()) as JsonBody };
  };
  const post: TestGateway['post'] = (path, body, idempotencyKey) =>
    send(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    database,
    get: (path) => send(path),
    post,
    charge: (key, overrides = {}) => {
      const charge = { order_id: orderIdForKey(key), amount: 1_000, currency: 'USD', method: 'credit_card' };
      return post('/v1/charges', { ...charge, token: 'tok_approve', ...overrides }, key);
    },
    findCharge: (key) => send(`/v1/charges?idempotency_key=${encodeURIComponent(key)}`),
    void: (key, orderId = orderIdForKey(key)) => post('/v1/charges/void', { idempotency_key: key, order_id: orderId }),
    async stop() {
      await gateway.stop();
      await database.drop();
    },
  };
}
