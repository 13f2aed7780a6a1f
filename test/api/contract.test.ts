import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/api/app.js';
import type { RouteContext } from '../../src/api/http/serve-route.js';
import { createLogger } from '../../src/telemetry/logger.js';
import type { ApiRequest } from '../kit/api-client.js';
import { createTestDatabase, type TestDatabase } from '../kit/database.js';
import { startSystem, type System } from '../kit/system.js';
import { tokenWithRoles } from '../kit/tokens.js';
import { OPERATIONS, type Operation } from './contract.js';
import { customerToken, operatorToken, startTestApi, temporalOf, type TestApi } from './harness.js';
import type { ApiResponse } from './response.js';
import { SCENARIOS, paymentEventRequest, type ScenarioContext } from './scenarios.js';

/** Documented responses that no test can produce, with the reason. */
const UNTESTED: Readonly<Record<string, string>> = {
  'getHealth 500': 'the handler returns a constant',
  'getReadiness 500': 'a failed check is part of the response',
  'getOpenApi 500': 'the document is built at startup',
  'getAsyncApi 500': 'the document is built at startup',
  'getCancellation 500': 'it reads Temporal only, whose failures are 503',
  'getDocs 500': 'the handler returns a constant',
};

let system: System;
let broken: TestDatabase;
let context: ScenarioContext;
/** One with a limit of one request per minute, one without tables and one without a database. */
let apis: { limited: TestApi; withoutTables: TestApi; withoutDatabase: TestApi };
beforeAll(async () => {
  system = await startSystem('dev-server');
  broken = await createTestDatabase();
  await broken.query('DROP SCHEMA access, catalog, orders, inventory, payments, events, webhooks CASCADE');
  const { database } = system;
  context = { api: await startTestApi({ database, temporal: temporalOf(system) }), system, userId: randomUUID() };
  apis = {
    limited: await startTestApi({ database, rateLimits: { perAddress: 1, perUser: 0 } }),
    withoutTables: await startTestApi({ database: broken }),
    withoutDatabase: await startTestApi({ database: { ...database, url: 'postgres://nobody@127.0.0.1:1/nothing' } }),
  };
});
afterAll(async () => {
  for (const api of [context.api, ...Object.values(apis)]) await api.stop();
  await broken.drop();
  await system.stop();
});

const pathOf = ({ path }: Operation, id: string = randomUUID()) => path.replaceAll(/\{\w+\}/g, id);

const rightToken = ({ access }: Operation) => (access === 'operator' ? operatorToken() : customerToken());

const wrongToken = ({ access }: Operation) => {
  if (access === 'owner_or_operator') return tokenWithRoles(['unknown']);
  return access === 'operator' ? customerToken() : operatorToken();
};

/** Sends a valid request, changed by the overrides. */
async function callOperation(
  api: TestApi,
  operation: Operation,
  overrides: ApiRequest & { path?: string } = {},
): Promise<ApiResponse> {
  const { path = pathOf(operation), ...options } = overrides;
  return api.call(operation.method, path, {
    token: await rightToken(operation),
    body: operation.example,
    ...(operation.id === 'receivePaymentEvent' && paymentEventRequest(randomUUID())),
    ...(operation.id === 'importProducts' && {
      text: String(operation.example),
      headers: { 'content-type': 'text/csv' },
    }),
    // With a key the API reads the database first, so that it fails without Temporal.
    ...(operation.id === 'placeOrder' && { headers: { 'idempotency-key': randomUUID() } }),
    ...options,
  });
}

/** How to produce each common response. */
const COMMON: Readonly<Record<number, (operation: Operation) => Promise<ApiResponse>>> = {
  400: (operation) => {
    if (operation.parameters.some((parameter) => parameter.in === 'path')) {
      return callOperation(context.api, operation, { path: pathOf(operation, '7') });
    }
    if (operation.example !== undefined) return callOperation(context.api, operation, { body: { unheard_of: 1 } });
    return callOperation(context.api, operation, { path: `${operation.path}?unheard_of=1` });
  },
  401: (operation) => callOperation(context.api, operation, { token: 'nonsense' }),
  403: async (operation) => callOperation(context.api, operation, { token: await wrongToken(operation) }),
  413: (operation) => callOperation(context.api, operation, { text: JSON.stringify('x'.repeat(101 * 1_024)) }),
  415: (operation) => callOperation(context.api, operation, { headers: { 'content-type': 'text/plain' } }),
  429: async (operation) => {
    await callOperation(apis.limited, operation);
    return callOperation(apis.limited, operation);
  },
  500: (operation) => callOperation(apis.withoutTables, operation),
  503: (operation) => callOperation(apis.withoutDatabase, operation),
};

const documentedResponses = OPERATIONS.flatMap((operation) =>
  operation.statuses.map((status) => ({ name: `${operation.id} ${status}`, operation, status })),
);

describe('documented response', () => {
  it.each(documentedResponses.filter(({ name }) => !(name in UNTESTED)))(
    'returns $name',
    async ({ name, operation, status }) => {
      const scenario = SCENARIOS[name];
      const response = scenario ? await scenario(context) : await COMMON[status]?.(operation);
      if (!response) throw new Error(`Add a scenario for ${name} to scenarios.ts, or its reason to UNTESTED.`);
      expect(response.status).toBe(status);
    },
  );
});

it('reports running workers in /readyz', async () => {
  expect(await context.api.call('GET', '/readyz')).toMatchObject({ body: { parts: { workers: 'ready' } } });
});

it('has no scenario for an undocumented response', () => {
  const documented = new Set(documentedResponses.map(({ name }) => name));
  const named = [...Object.keys(SCENARIOS), ...Object.keys(UNTESTED)];
  expect(named.filter((name) => !documented.has(name))).toEqual([]);
});

it('documents an example of every request body', () => {
  const withBody = OPERATIONS.filter(({ statuses }) => statuses.includes(415));
  expect(withBody.filter(({ example }) => example === undefined)).toEqual([]);
});

it('serves exactly the documented routes', () => {
  const next: RequestHandler = (_req, _res, proceed) => proceed();
  const app = createApp({ limitUser: next } as RouteContext, {
    logger: createLogger('api', 'silent'),
    ...{ addressLimit: 0, corsOrigins: [], trustedProxies: 0, isDatabaseConnected: () => true },
    page: { folder: '/nowhere', paymentGateway: 'simulated', localSigner: undefined },
    payloadCodec: undefined,
  });
  const routed = app.router.stack
    .flatMap(({ route }) => (route ? [route] : []))
    .map(({ path, stack }) => ({ path, methods: [...new Set(stack.map(({ method }) => method.toUpperCase()))] }))
    // The routes with several methods only return 405.
    .filter(({ methods }) => methods.length === 1)
    .map(({ path, methods }) => `${methods[0]} ${path}`);
  const documented = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
  expect(routed.sort()).toEqual(documented.sort());
});
