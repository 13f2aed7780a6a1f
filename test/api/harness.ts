import type { ClientConnectConfig } from '@temporalio/envconfig';
import { expect } from 'vitest';
import { tokenKeys } from '../../src/api/auth/token-keys.js';
import { startApi, type Api, type ApiSettings } from '../../src/api/server.js';
import {
  LOCAL_PAYMENT_TOKEN_KEYS,
  LOCAL_PAYMENT_WEBHOOK_SECRET,
  LOCAL_WEBHOOK_SECRET_KEYS,
  LOCAL_PERSONAL_DATA_KEYS,
} from '../../src/config/config.js';
import { SimulatedGateway } from '../../src/providers/simulated/simulated-gateway.js';
import { createLogger } from '../../src/telemetry/logger.js';
import { callApi, type ApiRequest } from '../kit/api-client.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import type { System } from '../kit/system.js';
import { expectDocumented } from './contract.js';
import type { ApiResponse, ResponseBody } from './response.js';

export { customerToken, operatorToken } from '../kit/tokens.js';

export interface TestApi {
  readonly api: Api;
  readonly database: TestDatabase;
  /** Sends a request and checks its response against the OpenAPI document. */
  call(method: string, path: string, options?: ApiRequest): Promise<ApiResponse>;
  stop(): Promise<void>;
}

/** Nothing listens on this port. */
const NO_TEMPORAL: ClientConnectConfig = { connectionOptions: { address: '127.0.0.1:1' } };

/** Starts the API in this process on a free port, with a new database unless one is given. */
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
    webhooks: { secretKeys: LOCAL_WEBHOOK_SECRET_KEYS, targets: 'loopback' },
    personalDataKeys: LOCAL_PERSONAL_DATA_KEYS,
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
      const response = await callApi<ResponseBody>(api.url, method, path, options);
      expectDocumented(method, path, response);
      return response;
    },
    async stop() {
      await api.stop();
      if (!settings.database) await database.drop();
    },
  };
}

export function temporalOf({ temporal }: System): ClientConnectConfig {
  return { connectionOptions: { address: temporal.address }, namespace: temporal.namespace ?? 'default' };
}

export const anyString = expect.any(String) as string;

/** Matches a response that is a complete problem with this code. */
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
