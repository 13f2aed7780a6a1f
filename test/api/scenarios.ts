import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import type { ApiRequest } from '../kit/api-client.js';
import type { System } from '../kit/system.js';
import { signedEvent } from '../kit/webhook-events.js';
import { customerToken, operatorToken, type TestApi } from './harness.js';
import type { ApiResponse } from './response.js';

export interface ScenarioContext {
  readonly api: TestApi;
  readonly system: System;
  readonly userId: string;
}

type Scenario = (context: ScenarioContext) => Promise<ApiResponse>;

const asCustomer = async ({ api, userId }: ScenarioContext, method: string, path: string, options: ApiRequest = {}) =>
  api.call(method, path, { token: await customerToken(userId), ...options });

const asOperator = async ({ api }: ScenarioContext, method: string, path: string, body?: unknown) =>
  api.call(method, path, { token: await operatorToken(), body });

/** Sends two bodies with one Idempotency-Key. */
async function reuseKey({ api }: ScenarioContext, method: string, path: string, first: unknown, second: unknown) {
  const options = { token: await operatorToken(), headers: { 'idempotency-key': randomUUID() } };
  await api.call(method, path, { ...options, body: first });
  return api.call(method, path, { ...options, body: second });
}

const ENDPOINTS = '/v1/webhook-endpoints';
const newEndpoint = (url = 'http://127.0.0.1:9000/hook') => ({ url, description: 'ERP', types: ['order.confirmed'] });
const unknownEndpoint = () => `${ENDPOINTS}/${randomUUID()}`;
const endpointPath = async (context: ScenarioContext) =>
  `${ENDPOINTS}/${(await asOperator(context, 'POST', ENDPOINTS, newEndpoint())).body.id}`;
const FULL_OF_ENDPOINTS = `
  INSERT INTO webhooks.endpoints (id, url, description, types, status, secret)
  SELECT gen_random_uuid(), 'http://127.0.0.1:9000', 'full', '{}', 'paused', '' FROM generate_series(1, 200)`;
const ONE_ATTEMPT = `
  INSERT INTO webhooks.attempts (endpoint_id, event_id, kind, type, subject, sequence, number, delivered, status, failure,
                                 latency_ms, response, at)
  VALUES ($1, gen_random_uuid(), 'event', 'order.created', 'orders/1', 1, 1, false, NULL, 'timeout', 5, '', now())`;

const newApiKey = (name: string) => ({ name, scopes: ['inventory'] });

async function place(context: ScenarioContext, options: ApiRequest & { stock?: number; paymentToken?: string } = {}) {
  const { stock = 1, paymentToken = 'tok_approve', ...rest } = options;
  const { id } = await context.system.addProduct(stock);
  const items = [{ product_id: id, quantity: 1 }];
  const body = { items, payment_method: 'credit_card', payment_token: paymentToken };
  return asCustomer(context, 'POST', '/v1/orders', { body, ...rest });
}

const placeAndWait = (context: ScenarioContext, paymentToken?: string) =>
  place(context, { headers: { prefer: 'wait=20' }, ...(paymentToken !== undefined && { paymentToken }) });

/** The payment takes five seconds, during which the order is pending. */
const placeSlow = (context: ScenarioContext) => place(context, { paymentToken: 'tok_slow' });

async function placeTwice(context: ScenarioContext, overrides: object): Promise<ApiResponse> {
  const headers = { 'idempotency-key': randomUUID() };
  const { id } = await context.system.addProduct(2);
  const body = { items: [{ product_id: id, quantity: 1 }], payment_method: 'credit_card' };
  await asCustomer(context, 'POST', '/v1/orders', { body, headers });
  return asCustomer(context, 'POST', '/v1/orders', { body: { ...body, ...overrides }, headers });
}

const refund = async (
  { api }: ScenarioContext,
  orderId: string,
  overrides: { amount?: number } = {},
  headers: Record<string, string> = {},
) => {
  const options = { token: await operatorToken(), body: { reason: 'arrived damaged', ...overrides }, headers };
  return api.call('POST', `/v1/orders/${orderId}/refunds`, options);
};

/** Places and confirms an order of one unit. @returns its returns' path and a request that returns the unit */
async function placeReturnable(context: ScenarioContext) {
  const { body: order } = await placeAndWait(context);
  const path = `/v1/orders/${order.id}/returns`;
  return { path, body: giveBack(order.items[0]?.product_id ?? '') };
}

const giveBack = (productId: string, overrides: object = {}) => ({
  items: [{ product_id: productId, quantity: 1 }],
  restock: true,
  reason: 'wrong size',
  ...overrides,
});

/** Reads a resource again with the ETag of its first response. */
async function revalidate(api: TestApi, path: string): Promise<ApiResponse> {
  const { headers } = await api.call('GET', path);
  return api.call('GET', path, { headers: { 'if-none-match': headers.get('etag') ?? '' } });
}

/** A signed event of the simulated gateway. */
export function paymentEventRequest(orderId: string): ApiRequest {
  const { body, headers } = signedEvent(orderId, 'charge.succeeded');
  return { text: body, headers };
}

const CSV_HEADERS = { 'content-type': 'text/csv' };
const EXTENSION = { seconds: 60 };
const unknownOrderPath = () => `/v1/orders/${randomUUID()}`;
const newProduct = (sku: string = randomUUID()) => ({ sku, name: 'Mug', price: 1_600, opening_stock: 1 });
const addProduct = async (context: ScenarioContext) =>
  (await asOperator(context, 'POST', '/v1/products', newProduct())).body;
const adjustment = (delta: number) => ({ delta, reason: 'counted again' });

/**
 * How to produce each response that is specific to an operation, by operation and status. contract.test.ts produces the
 * common ones (an invalid request, no token, an outage) for all operations.
 */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'placeOrder 201': (context) => place(context),
  'placeOrder 200': (context) => placeTwice(context, {}),
  'placeOrder 409': (context) => place(context, { stock: 0 }),
  'placeOrder 422': (context) => placeTwice(context, { payment_method: 'debit_card' }),

  'listOrders 200': (context) => asCustomer(context, 'GET', '/v1/orders'),

  'exportOrders 200': async (context) => {
    await place(context);
    return asOperator(context, 'GET', '/v1/orders/export?method=credit_card');
  },

  'getOrder 200': async (context) => asCustomer(context, 'GET', `/v1/orders/${(await place(context)).body.id}`),
  'getOrder 404': (context) => asCustomer(context, 'GET', unknownOrderPath()),

  'getPersonalData 200': async (context) =>
    asCustomer(context, 'GET', `/v1/orders/${(await place(context)).body.id}/personal-data`),
  'getPersonalData 404': (context) => asCustomer(context, 'GET', `${unknownOrderPath()}/personal-data`),

  'getOrderHistory 200': async (context) =>
    asCustomer(context, 'GET', `/v1/orders/${(await place(context)).body.id}/history`),
  'getOrderHistory 404': (context) => asCustomer(context, 'GET', `${unknownOrderPath()}/history`),

  'listEvents 200': (context) => asOperator(context, 'GET', '/v1/events?limit=1'),
  'listEvents 410': async (context) => {
    const { database } = context.system;
    await database.query('UPDATE events.settings SET dropped_transaction = 2');
    const response = await asOperator(context, 'GET', '/v1/events?after=1-1');
    await database.query('UPDATE events.settings SET dropped_transaction = 0');
    return response;
  },
  'getAsyncApi 200': ({ api }) => api.call('GET', '/asyncapi.json'),

  'getOrderRun 200': async (context) => asCustomer(context, 'GET', `/v1/orders/${(await place(context)).body.id}/run`),
  'getOrderRun 404': (context) => asCustomer(context, 'GET', `${unknownOrderPath()}/run`),

  'getTimeline 200': async (context) =>
    asOperator(context, 'GET', `/v1/orders/${(await placeAndWait(context)).body.id}/timeline`),
  'getTimeline 404': (context) => asCustomer(context, 'GET', `${unknownOrderPath()}/timeline`),

  'followOrder 200': async (context) =>
    asCustomer(context, 'GET', `/v1/orders/${(await place(context)).body.id}/events`),
  'followOrder 204': async (context) => {
    const { body } = await placeAndWait(context);
    const headers = { 'last-event-id': String(body.version) };
    return asCustomer(context, 'GET', `/v1/orders/${body.id}/events`, { headers });
  },
  'followOrder 404': (context) => asCustomer(context, 'GET', `${unknownOrderPath()}/events`),

  'cancelOrder 202': async (context) =>
    asCustomer(context, 'POST', `/v1/orders/${(await placeSlow(context)).body.id}/cancel`),
  'cancelOrder 200': async (context) => {
    const path = `/v1/orders/${(await placeSlow(context)).body.id}`;
    let { body: order } = await asCustomer(context, 'POST', `${path}/cancel`);
    while (order.status !== 'cancelled') order = (await asCustomer(context, 'GET', `${path}?wait=10`)).body;
    return asCustomer(context, 'POST', `${path}/cancel`);
  },
  'cancelOrder 422': async (context) =>
    reuseKey(context, 'POST', `/v1/orders/${(await placeSlow(context)).body.id}/cancel`, {}, { reason: 'other' }),
  'cancelOrder 404': (context) => asCustomer(context, 'POST', `${unknownOrderPath()}/cancel`),
  'cancelOrder 409': async (context) =>
    asCustomer(context, 'POST', `/v1/orders/${(await placeAndWait(context, 'tok_decline')).body.id}/cancel`),

  'retryOrder 202': async (context) => {
    const { system } = context;
    system.fault = (name, run) => {
      if (name === 'cancelPayment') throw ApplicationFailure.nonRetryable('a bug, fixed later');
      return run();
    };
    const path = `/v1/orders/${(await placeAndWait(context, 'tok_decline')).body.id}/retry`;
    let response = await asOperator(context, 'POST', path);
    while (response.status === 409) response = await asOperator(context, 'POST', path);
    system.fault = undefined;
    // The attempt may have failed before the fault ended.
    while ((await asOperator(context, 'POST', path)).status !== 409);
    return response;
  },
  'retryOrder 404': (context) => asOperator(context, 'POST', `${unknownOrderPath()}/retry`),
  'retryOrder 409': async (context) =>
    asOperator(context, 'POST', `/v1/orders/${(await placeAndWait(context)).body.id}/retry`),

  'extendReservation 200': async (context) =>
    asCustomer(context, 'POST', `/v1/orders/${(await placeSlow(context)).body.id}/reservation/extend`, {
      body: EXTENSION,
    }),
  'extendReservation 422': async (context) =>
    reuseKey(context, 'POST', `/v1/orders/${(await placeSlow(context)).body.id}/reservation/extend`, EXTENSION, {
      seconds: 61,
    }),
  'extendReservation 404': (context) =>
    asCustomer(context, 'POST', `${unknownOrderPath()}/reservation/extend`, { body: EXTENSION }),
  'extendReservation 409': async (context) =>
    asCustomer(context, 'POST', `/v1/orders/${(await placeAndWait(context)).body.id}/reservation/extend`, {
      body: EXTENSION,
    }),

  'getPayment 200': async (context) => {
    const { body } = await placeAndWait(context);
    return asCustomer(context, 'GET', `/v1/payments/${body.payment.id}`);
  },
  'getPayment 404': (context) => asCustomer(context, 'GET', `/v1/payments/${randomUUID()}`),

  'refundOrder 201': async (context) => refund(context, (await placeAndWait(context)).body.id),
  'refundOrder 404': (context) => refund(context, randomUUID()),
  'refundOrder 409': async (context) => refund(context, (await placeSlow(context)).body.id),
  'refundOrder 422': async (context) => {
    const { body } = await placeAndWait(context);
    const headers = { 'idempotency-key': randomUUID() };
    await refund(context, body.id, { amount: 1 }, headers);
    return refund(context, body.id, { amount: 2 }, headers);
  },

  'returnOrder 201': async (context) => {
    const { path, body } = await placeReturnable(context);
    return asOperator(context, 'POST', path, body);
  },
  'returnOrder 202': async (context) => {
    const { path, body } = await placeReturnable(context);
    let letRefundEnd: () => void = () => undefined;
    const refundMayEnd = new Promise<void>((resolve) => (letRefundEnd = resolve));
    context.system.fault = async (name, run) => {
      if (name === 'refundReturn') await refundMayEnd;
      return run();
    };
    const response = await asOperator(context, 'POST', path, body);
    context.system.fault = undefined;
    letRefundEnd();
    return response;
  },
  'returnOrder 404': (context) => asOperator(context, 'POST', `${unknownOrderPath()}/returns`, giveBack(randomUUID())),
  'returnOrder 409': async (context) => {
    const { path, body } = await placeReturnable(context);
    await asOperator(context, 'POST', path, body);
    return asOperator(context, 'POST', path, body);
  },
  'returnOrder 422': async (context) => {
    const { path, body } = await placeReturnable(context);
    return reuseKey(context, 'POST', path, body, { ...body, reason: 'too late' });
  },

  'listReturns 200': async (context) => {
    const { path, body } = await placeReturnable(context);
    await asOperator(context, 'POST', path, body);
    return asCustomer(context, 'GET', path);
  },
  'listReturns 404': (context) => asCustomer(context, 'GET', `${unknownOrderPath()}/returns`),

  'receivePaymentEvent 200': ({ api }) => api.call('POST', '/v1/webhooks/payments', paymentEventRequest(randomUUID())),

  'receivePaymentEvent 400': ({ api }) => api.call('POST', '/v1/webhooks/payments', { body: {} }),

  'listProducts 200': ({ api }) => api.call('GET', '/v1/products'),
  'getProduct 200': async (context) => context.api.call('GET', `/v1/products/${(await addProduct(context)).id}`),
  'listProducts 304': ({ api }) => revalidate(api, '/v1/products'),
  'getProduct 304': async (context) => revalidate(context.api, `/v1/products/${(await addProduct(context)).id}`),
  'getProduct 404': ({ api }) => api.call('GET', `/v1/products/${randomUUID()}`),
  'importProducts 200': async ({ api }) => {
    const text = `sku,name,price,opening_stock\n${randomUUID()},Mug,1600,3\n,Nameless,5,0\n`;
    return api.call('POST', '/v1/products/import', { token: await operatorToken(), text, headers: CSV_HEADERS });
  },
  'importProducts 400': async ({ api }) =>
    api.call('POST', '/v1/products/import?preview=maybe', {
      token: await operatorToken(),
      text: 'sku',
      headers: CSV_HEADERS,
    }),
  'exportProducts 200': (context) => asOperator(context, 'GET', '/v1/products/export'),
  'createProduct 201': (context) => asOperator(context, 'POST', '/v1/products', newProduct()),
  'createProduct 409': async (context) =>
    asOperator(context, 'POST', '/v1/products', newProduct((await addProduct(context)).sku)),
  'createProduct 422': (context) => reuseKey(context, 'POST', '/v1/products', newProduct(), newProduct()),
  'changeProduct 422': async (context) =>
    reuseKey(context, 'PATCH', `/v1/products/${(await addProduct(context)).id}`, { price: 5 }, { price: 6 }),
  'changeProduct 200': async (context) =>
    asOperator(context, 'PATCH', `/v1/products/${(await addProduct(context)).id}`, { price: 5 }),
  'changeProduct 404': (context) => asOperator(context, 'PATCH', `/v1/products/${randomUUID()}`, { price: 5 }),

  'listInventory 200': (context) => asOperator(context, 'GET', '/v1/inventory'),
  'getInventory 200': async (context) => asOperator(context, 'GET', `/v1/inventory/${(await addProduct(context)).id}`),
  'getInventory 404': (context) => asOperator(context, 'GET', `/v1/inventory/${randomUUID()}`),
  'listMovements 200': async (context) =>
    asOperator(context, 'GET', `/v1/inventory/${(await addProduct(context)).id}/movements`),
  'listMovements 404': (context) => asOperator(context, 'GET', `/v1/inventory/${randomUUID()}/movements`),
  'adjustInventory 200': async (context) =>
    asOperator(context, 'POST', `/v1/inventory/${(await addProduct(context)).id}/adjustments`, adjustment(1)),
  'adjustInventory 422': async (context) => {
    const path = `/v1/inventory/${(await addProduct(context)).id}/adjustments`;
    return reuseKey(context, 'POST', path, adjustment(1), adjustment(2));
  },
  'adjustInventory 404': (context) =>
    asOperator(context, 'POST', `/v1/inventory/${randomUUID()}/adjustments`, adjustment(1)),
  'adjustInventory 409': async (context) =>
    asOperator(context, 'POST', `/v1/inventory/${(await addProduct(context)).id}/adjustments`, adjustment(-2)),

  'listAttention 200': (context) => asOperator(context, 'GET', '/v1/attention'),
  'cancelOrders 202': async (context) => {
    const { body } = await placeAndWait(context);
    return asOperator(context, 'POST', '/v1/cancellations', { order_ids: [body.id], reason: 'recalled' });
  },
  'cancelOrders 422': (context) => {
    const body = { order_ids: [randomUUID()], reason: 'recalled' };
    return reuseKey(context, 'POST', '/v1/cancellations', body, { ...body, reason: 'other' });
  },
  'getCancellation 200': async (context) => {
    const { body } = await asOperator(context, 'POST', '/v1/cancellations', { order_ids: [randomUUID()], reason: 'x' });
    return asOperator(context, 'GET', `/v1/cancellations/${body.id}`);
  },
  'getCancellation 404': (context) => asOperator(context, 'GET', `/v1/cancellations/${randomUUID()}`),
  'getNumbers 200': (context) => asOperator(context, 'GET', '/v1/numbers'),

  'createApiKey 201': (context) => asOperator(context, 'POST', '/v1/api-keys', newApiKey('warehouse')),
  'createApiKey 422': (context) => reuseKey(context, 'POST', '/v1/api-keys', newApiKey('one'), newApiKey('two')),
  'listApiKeys 200': (context) => asOperator(context, 'GET', '/v1/api-keys'),
  'revokeApiKey 204': async (context) => {
    const { body } = await asOperator(context, 'POST', '/v1/api-keys', newApiKey('old'));
    return asOperator(context, 'DELETE', `/v1/api-keys/${body.id}`);
  },
  'revokeApiKey 404': (context) => asOperator(context, 'DELETE', `/v1/api-keys/${randomUUID()}`),

  'createWebhookEndpoint 201': (context) => asOperator(context, 'POST', ENDPOINTS, newEndpoint()),
  'createWebhookEndpoint 409': async (context) => {
    await context.system.database.query(FULL_OF_ENDPOINTS);
    const response = await asOperator(context, 'POST', ENDPOINTS, newEndpoint());
    await context.system.database.query(`UPDATE webhooks.endpoints SET deleted_at = now() WHERE description = 'full'`);
    return response;
  },
  'createWebhookEndpoint 422': (context) => asOperator(context, 'POST', ENDPOINTS, newEndpoint('https://10.0.0.1')),
  'listWebhookEndpoints 200': async (context) => {
    await endpointPath(context);
    return asOperator(context, 'GET', ENDPOINTS);
  },
  'getWebhookEndpoint 200': async (context) => asOperator(context, 'GET', await endpointPath(context)),
  'getWebhookEndpoint 404': (context) => asOperator(context, 'GET', unknownEndpoint()),
  'changeWebhookEndpoint 200': async (context) =>
    asOperator(context, 'PATCH', await endpointPath(context), { status: 'paused' }),
  'changeWebhookEndpoint 404': (context) => asOperator(context, 'PATCH', unknownEndpoint(), { status: 'paused' }),
  'changeWebhookEndpoint 422': async (context) =>
    asOperator(context, 'PATCH', await endpointPath(context), { url: 'http://hooks.example.com' }),
  'deleteWebhookEndpoint 204': async (context) => asOperator(context, 'DELETE', await endpointPath(context)),
  'deleteWebhookEndpoint 404': (context) => asOperator(context, 'DELETE', unknownEndpoint()),
  'rotateWebhookSecret 200': async (context) =>
    asOperator(context, 'POST', `${await endpointPath(context)}/rotate-secret`, {}),
  'rotateWebhookSecret 404': (context) => asOperator(context, 'POST', `${unknownEndpoint()}/rotate-secret`, {}),
  'rotateWebhookSecret 422': async (context) => {
    const path = `${await endpointPath(context)}/rotate-secret`;
    return reuseKey(context, 'POST', path, {}, { previous_valid_seconds: 5 });
  },
  'testWebhookEndpoint 202': async (context) => asOperator(context, 'POST', `${await endpointPath(context)}/test`),
  'testWebhookEndpoint 404': (context) => asOperator(context, 'POST', `${unknownEndpoint()}/test`),
  'listWebhookDeliveries 200': async (context) => {
    const path = await endpointPath(context);
    await context.system.database.query(ONE_ATTEMPT, [path.split('/').at(-1)]);
    return asOperator(context, 'GET', `${path}/deliveries`);
  },
  'listWebhookDeliveries 404': (context) => asOperator(context, 'GET', `${unknownEndpoint()}/deliveries`),
  'redeliverWebhooks 202': async (context) =>
    asOperator(context, 'POST', `${await endpointPath(context)}/redeliver`, { since: '2026-01-01T00:00:00Z' }),
  'redeliverWebhooks 404': async (context) =>
    asOperator(context, 'POST', `${await endpointPath(context)}/redeliver`, { event_id: randomUUID() }),
  'redeliverWebhooks 422': async (context) => {
    const path = `${await endpointPath(context)}/redeliver`;
    return reuseKey(context, 'POST', path, { since: '2026-01-01T00:00:00Z' }, { since: '2026-01-02T00:00:00Z' });
  },

  'listChanges 200': async (context) => {
    await addProduct(context);
    return asOperator(context, 'GET', '/v1/changes');
  },

  'eraseUser 202': (context) => asOperator(context, 'POST', `/v1/users/${randomUUID()}/erase`),
  'getErasure 200': async (context) => {
    const { body } = await asOperator(context, 'POST', `/v1/users/${randomUUID()}/erase`);
    return asOperator(context, 'GET', `/v1/erasures/${body.id}`);
  },
  'getErasure 404': (context) => asOperator(context, 'GET', `/v1/erasures/${randomUUID()}`),

  'getHealth 200': ({ api }) => api.call('GET', '/healthz'),
  'getReadiness 200': ({ api }) => api.call('GET', '/readyz'),
  'getOpenApi 200': ({ api }) => api.call('GET', '/openapi.json'),
  'getDocs 200': ({ api }) => api.call('GET', '/docs'),
};
