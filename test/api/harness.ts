import { randomUUID } from 'node:crypto';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { SignJWT } from 'jose';
import { expect } from 'vitest';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { startApi, type Api, type ApiSettings } from '../../src/api/server.js';
import { LOCAL_JWT_SECRET, LOCAL_PAYMENT_TOKEN_KEYS, LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config/config.js';
import { signToken } from '../../src/local/sign-token.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { expectDocumented } from './contract.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import type { System } from '../kit/system.js';

/** The fields that tests look into, of whatever came back. */
interface Body {
  readonly id: string;
  readonly sku: string;
  readonly detail: string;
  readonly request_id: string;
  readonly errors: readonly { path: string; message: string }[];
  readonly items: readonly { product_id: string }[];
  readonly payment: { readonly id: string };
  readonly data: readonly Body[];
  readonly next_cursor: string | null;
  readonly reservation_expires_at: string;
  readonly version: number;
  readonly status: string;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  /** JSON, read; anything else is empty. */
  readonly body: Body;
  readonly text: string;
}

export interface CallOptions {
  readonly token?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
}

export interface TestApi {
  readonly api: Api;
  readonly database: TestDatabase;
  call(method: string, path: string, options?: CallOptions): Promise<ApiResponse>;
  stop(): Promise<void>;
}

/** Nothing listens there. */
const NO_TEMPORAL: ClientConnectConfig = { connectionOptions: { address: '127.0.0.1:1' } };

/** The API in this process on a free port, over a database of its own unless one is given. */
export async function startTestApi(
  settings: Partial<ApiSettings> & { readonly database?: TestDatabase } = {},
): Promise<TestApi> {
  const { database = await createTestDatabase(), ...rest } = settings;
  const api = await startApi({
    port: 0,
    databaseUrl: database.url,
    temporal: NO_TEMPORAL,
    temporalUiUrl: undefined,
    tokenKeys: tokenKeys({}),
    paymentTokenKeys: LOCAL_PAYMENT_TOKEN_KEYS,
    placement: { timeoutSeconds: 10, reservationTtlSeconds: 900 },
    gateway: new SimulatedGateway('http://127.0.0.1:1', { webhookSecret: LOCAL_PAYMENT_WEBHOOK_SECRET }),
    page: { folder: '/nowhere', paymentGateway: 'simulated', localSigner: undefined },
    rateLimits: { perAddress: 0, perUser: 0 },
    corsOrigins: [],
    trustedProxies: 0,
    shutdownGraceSeconds: 5,
    logger: createLogger('api', 'silent'),
    ...rest,
  });
  return {
    api,
    database,
    async call(method, path, options) {
      const response = await call(api.url, method, path, options);
      expectDocumented(method, path, response);
      return response;
    },
    async stop() {
      await api.stop();
      if (!settings.database) await database.drop();
    },
  };
}

async function call(url: string, method: string, path: string, options: CallOptions = {}): Promise<ApiResponse> {
  const { token, body, text, headers } = options;
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload !== undefined && { body: payload }),
  });
  const responseText = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') && responseText !== '';
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(responseText) : {}) as Body,
    text: responseText,
  };
}

export function customerToken(userId: string = randomUUID()): Promise<string> {
  return signToken(LOCAL_JWT_SECRET, { userId, role: 'customer' });
}

export function operatorToken(): Promise<string> {
  return signToken(LOCAL_JWT_SECRET, { userId: randomUUID(), role: 'operator' });
}

/** A token that is valid, with roles of any name. */
export function tokenOf(roles: readonly string[]): Promise<string> {
  return new SignJWT({ roles })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(randomUUID())
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(LOCAL_JWT_SECRET));
}

export function temporalOf({ temporal }: System): ClientConnectConfig {
  return { connectionOptions: { address: temporal.address }, namespace: temporal.namespace ?? 'default' };
}

export const anyString = expect.any(String) as string;

/** What every problem must be, whatever it is about. */
export function problem(status: number, code: string) {
  return {
    status,
    body: {
      type: `urn:problem-type:${code}`,
      title: anyString,
      status,
      detail: anyString,
      instance: expect.stringMatching(/^\//) as string,
      code,
      request_id: anyString,
    },
  };
}
