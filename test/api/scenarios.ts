import { createHmac, randomUUID } from 'node:crypto';
import { LOCAL_PAYMENT_WEBHOOK_SECRET } from '../../src/config.js';
import type { System } from '../support/system.js';
import { customerToken, operatorToken, type Answer, type CallOptions, type TestApi } from './harness.js';

export interface World {
  readonly api: TestApi;
  readonly system: System;
  readonly userId: string;
}

type Scenario = (world: World) => Promise<Answer>;

const as = async ({ api, userId }: World, method: string, path: string, options: CallOptions = {}) =>
  api.call(method, path, { token: await customerToken(userId), ...options });

const asOperator = async ({ api }: World, method: string, path: string, body?: unknown) =>
  api.call(method, path, { token: await operatorToken(), body });

async function place(world: World, options: CallOptions & { stock?: number; paymentToken?: string } = {}) {
  const { stock = 1, paymentToken = 'tok_approve', ...rest } = options;
  const { id } = await world.system.addProduct(stock);
  const items = [{ product_id: id, quantity: 1 }];
  const body = { items, payment_method: 'credit_card', payment_token: paymentToken };
  return as(world, 'POST', '/v1/orders', { body, ...rest });
}

const placeAndWait = (world: World, paymentToken?: string) =>
  place(world, { headers: { prefer: 'wait=20' }, ...(paymentToken !== undefined && { paymentToken }) });

/** A payment of five seconds leaves time to act. */
const placeSlow = (world: World) => place(world, { paymentToken: 'tok_slow' });

async function placeTwice(world: World, change: object): Promise<Answer> {
  const headers = { 'idempotency-key': randomUUID() };
  const { id } = await world.system.addProduct(2);
  const body = { items: [{ product_id: id, quantity: 1 }], payment_method: 'credit_card' };
  await as(world, 'POST', '/v1/orders', { body, headers });
  return as(world, 'POST', '/v1/orders', { body: { ...body, ...change }, headers });
}

const refund = async (
  { api }: World,
  orderId: string,
  change: { amount?: number } = {},
  headers: Record<string, string> = {},
) => {
  const options = { token: await operatorToken(), body: { reason: 'arrived damaged', ...change }, headers };
  return api.call('POST', `/v1/orders/${orderId}/refunds`, options);
};

/** An event of the gateway about an order, as it signs it. */
export function signedEvent(orderId: string): CallOptions {
  const text = JSON.stringify({ id: `evt_${orderId}`, type: 'charge.succeeded', data: { order_id: orderId } });
  const time = Math.floor(Date.now() / 1_000);
  const signature = createHmac('sha256', LOCAL_PAYMENT_WEBHOOK_SECRET).update(`${time}.${text}`).digest('hex');
  return { text, headers: { 'gateway-signature': `t=${time},v1=${signature}` } };
}

const extend = { seconds: 60 };
const nobodys = () => `/v1/orders/${randomUUID()}`;
const newProduct = (sku: string = randomUUID()) => ({ sku, name: 'Mug', price: 1_600, opening_stock: 1 });
const addProduct = async (world: World) => (await asOperator(world, 'POST', '/v1/products', newProduct())).body;
const adjustment = (delta: number) => ({ delta, reason: 'counted again' });

/**
 * How each answer comes about that is one operation's own, by operation and status. What any operation of its shape
 * may answer (a bad request, no token, an outage) is brought about for all of them at once.
 */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'placeOrder 201': (world) => place(world),
  'placeOrder 200': (world) => placeTwice(world, {}),
  'placeOrder 409': (world) => place(world, { stock: 0 }),
  'placeOrder 422': (world) => placeTwice(world, { payment_method: 'debit_card' }),

  'listOrders 200': (world) => as(world, 'GET', '/v1/orders'),

  'getOrder 200': async (world) => as(world, 'GET', `/v1/orders/${(await place(world)).body.id}`),
  'getOrder 404': (world) => as(world, 'GET', nobodys()),

  'getOrderHistory 200': async (world) => as(world, 'GET', `/v1/orders/${(await place(world)).body.id}/history`),
  'getOrderHistory 404': (world) => as(world, 'GET', `${nobodys()}/history`),

  'getOrderRun 200': async (world) => as(world, 'GET', `/v1/orders/${(await place(world)).body.id}/run`),
  'getOrderRun 404': (world) => as(world, 'GET', `${nobodys()}/run`),

  'followOrder 200': async (world) => as(world, 'GET', `/v1/orders/${(await place(world)).body.id}/events`),
  'followOrder 204': async (world) => {
    const { body } = await placeAndWait(world);
    const headers = { 'last-event-id': String(body.version) };
    return as(world, 'GET', `/v1/orders/${body.id}/events`, { headers });
  },
  'followOrder 404': (world) => as(world, 'GET', `${nobodys()}/events`),

  'cancelOrder 202': async (world) => as(world, 'POST', `/v1/orders/${(await placeSlow(world)).body.id}/cancel`),
  'cancelOrder 200': async (world) => {
    const path = `/v1/orders/${(await placeSlow(world)).body.id}`;
    let { body: order } = await as(world, 'POST', `${path}/cancel`);
    while (order.status !== 'cancelled') order = (await as(world, 'GET', `${path}?wait=10`)).body;
    return as(world, 'POST', `${path}/cancel`);
  },
  'cancelOrder 404': (world) => as(world, 'POST', `${nobodys()}/cancel`),
  'cancelOrder 409': async (world) =>
    as(world, 'POST', `/v1/orders/${(await placeAndWait(world, 'tok_decline')).body.id}/cancel`),

  'extendReservation 200': async (world) =>
    as(world, 'POST', `/v1/orders/${(await placeSlow(world)).body.id}/reservation/extend`, { body: extend }),
  'extendReservation 404': (world) => as(world, 'POST', `${nobodys()}/reservation/extend`, { body: extend }),
  'extendReservation 409': async (world) =>
    as(world, 'POST', `/v1/orders/${(await placeAndWait(world)).body.id}/reservation/extend`, { body: extend }),

  'getPayment 200': async (world) => {
    const { body } = await placeAndWait(world);
    return as(world, 'GET', `/v1/payments/${body.payment.id}`);
  },
  'getPayment 404': (world) => as(world, 'GET', `/v1/payments/${randomUUID()}`),

  'refundOrder 201': async (world) => refund(world, (await placeAndWait(world)).body.id),
  'refundOrder 404': (world) => refund(world, randomUUID()),
  'refundOrder 409': async (world) => refund(world, (await placeSlow(world)).body.id),
  'refundOrder 422': async (world) => {
    const { body } = await placeAndWait(world);
    const headers = { 'idempotency-key': randomUUID() };
    await refund(world, body.id, { amount: 1 }, headers);
    return refund(world, body.id, { amount: 2 }, headers);
  },

  'receivePaymentEvent 200': ({ api }) => api.call('POST', '/v1/webhooks/payments', signedEvent(randomUUID())),

  'receivePaymentEvent 400': ({ api }) => api.call('POST', '/v1/webhooks/payments', { body: {} }),

  'listProducts 200': ({ api }) => api.call('GET', '/v1/products'),
  'getProduct 200': async (world) => world.api.call('GET', `/v1/products/${(await addProduct(world)).id}`),
  'getProduct 404': ({ api }) => api.call('GET', `/v1/products/${randomUUID()}`),
  'createProduct 201': (world) => asOperator(world, 'POST', '/v1/products', newProduct()),
  'createProduct 409': async (world) =>
    asOperator(world, 'POST', '/v1/products', newProduct((await addProduct(world)).sku)),
  'changeProduct 200': async (world) =>
    asOperator(world, 'PATCH', `/v1/products/${(await addProduct(world)).id}`, { price: 5 }),
  'changeProduct 404': (world) => asOperator(world, 'PATCH', `/v1/products/${randomUUID()}`, { price: 5 }),

  'listInventory 200': (world) => asOperator(world, 'GET', '/v1/inventory'),
  'getInventory 200': async (world) => asOperator(world, 'GET', `/v1/inventory/${(await addProduct(world)).id}`),
  'getInventory 404': (world) => asOperator(world, 'GET', `/v1/inventory/${randomUUID()}`),
  'adjustInventory 200': async (world) =>
    asOperator(world, 'POST', `/v1/inventory/${(await addProduct(world)).id}/adjustments`, adjustment(1)),
  'adjustInventory 404': (world) =>
    asOperator(world, 'POST', `/v1/inventory/${randomUUID()}/adjustments`, adjustment(1)),
  'adjustInventory 409': async (world) =>
    asOperator(world, 'POST', `/v1/inventory/${(await addProduct(world)).id}/adjustments`, adjustment(-2)),

  'getHealth 200': ({ api }) => api.call('GET', '/healthz'),
  'getReadiness 200': ({ api }) => api.call('GET', '/readyz'),
  'getOpenApi 200': ({ api }) => api.call('GET', '/openapi.json'),
  'getDocs 200': ({ api }) => api.call('GET', '/docs'),
};
