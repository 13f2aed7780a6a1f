import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { LOCAL_GATEWAY_API_KEY } from '../../src/config/config.js';
import { startGateway } from '../../src/gateway/server.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { createTestDatabase, type TestDatabase } from './database.js';

interface GatewayResponse {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type JsonBody = Readonly<Record<string, unknown>>;

/** The simulated gateway in this process, called over HTTP with its API key. */
export interface TestGateway {
  /** Changes with a restart. */
  readonly url: () => string;
  readonly database: TestDatabase;
  get(path: string): Promise<GatewayResponse>;
  post(path: string, body: unknown, idempotencyKey?: string): Promise<GatewayResponse>;
  /** Sends a charge, by default one that is approved. */
  charge(key: string, overrides?: JsonBody): Promise<GatewayResponse>;
  findCharge(key: string): Promise<GatewayResponse>;
  void(key: string, orderId?: string): Promise<GatewayResponse>;
  /** Stops the process and starts another one on the same database. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const orderIdForKey = (key: string) => `order of ${key}`;

export const newIdempotencyKey = () => randomUUID();

/** @param outcomeDelayMs - after which delayed outcomes follow, such as that of a pending refund */
export async function startTestGateway(successRate = 1, outcomeDelayMs = 10): Promise<TestGateway> {
  const database = await createTestDatabase();
  const logger = createLogger('gateway', 'silent');
  const options = { databaseUrl: database.url, port: 0, successRate, latencyMs: 10, outcomeDelayMs, logger };
  let gateway = await startGateway(options);
  const authorization = `Bearer ${LOCAL_GATEWAY_API_KEY}`;
  const send = async (
    path: string,
    init: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<GatewayResponse> => {
    const response = await fetch(new URL(path, gateway.url), { ...init, headers: { authorization, ...init.headers } });
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
    url: () => gateway.url,
    database,
    get: (path) => send(path),
    post,
    charge: (key, overrides = {}) => {
      const charge = { order_id: orderIdForKey(key), amount: 1_000, currency: 'USD', method: 'credit_card' };
      return post('/v1/charges', { ...charge, token: 'tok_approve', ...overrides }, key);
    },
    findCharge: (key) => send(`/v1/charges?idempotency_key=${encodeURIComponent(key)}`),
    void: (key, orderId = orderIdForKey(key)) => post('/v1/charges/void', { idempotency_key: key, order_id: orderId }),
    async restart() {
      await gateway.stop();
      gateway = await startGateway(options);
    },
    async stop() {
      await gateway.stop();
      await database.drop();
    },
  };
}

/** A gateway for a test file. Registers the hooks that start and stop it. */
export function setUpTestGateway() {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.stop());
  return {
    get gateway() {
      return gateway;
    },

    /** Sends a charge under a new key. */
    charged: async (overrides: JsonBody) => {
      const key = newIdempotencyKey();
      const { status, body } = await gateway.charge(key, overrides);
      return { key, status, body, id: body.id as string, redirectUrl: body.redirect_url as string | null };
    },

    /** The types of the events about an order, in the order they were written. */
    eventsAbout: async (key: string): Promise<unknown[]> => {
      const rows = await gateway.database.query<{ type: string }>(
        `SELECT type FROM gateway.events WHERE data ->> 'order_id' = $1 ORDER BY created_at`,
        [orderIdForKey(key)],
      );
      return rows.map(({ type }) => type);
    },
  };
}
