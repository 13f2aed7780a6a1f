import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ESPRESSO_BEANS } from '../../src/local/catalogue/demo-products.js';
import { startSystem, type System } from '../kit/system.js';
import { signWebhook } from '../kit/webhook-events.js';
import { OPERATIONS } from './contract.js';
import { customerToken, operatorToken, startTestApi, temporalOf, type TestApi } from './harness.js';

let system: System;
let api: TestApi;
let tokens: { customer: string; operator: string };
beforeAll(async () => {
  system = await startSystem('dev-server');
  api = await startTestApi({ database: system.database, temporal: temporalOf(system) });
  tokens = { customer: await customerToken(randomUUID()), operator: await operatorToken() };
  const sku = 'EXAMPLE-1';
  const { id } = ESPRESSO_BEANS;
  await system.catalog.create({ id, sku, name: 'Example', price: 1_999, currency: 'USD' });
  await system.inventory.create({ productId: id, sku, quantity: 100, warehouseCode: 'MAIN' });
});
afterAll(async () => {
  await api.stop();
  await system.stop();
});

const WITH_BODY = OPERATIONS.filter(({ hasBody }) => hasBody);

it('gives an example of every request body', () => {
  expect(WITH_BODY.length).toBeGreaterThan(8);
  expect(WITH_BODY.filter(({ example }) => example === undefined)).toEqual([]);
});

it.each(WITH_BODY)('accepts the example of $id as it stands', async ({ id, method, path, access, example }) => {
  const isFile = typeof example === 'string';
  const text = isFile ? example : JSON.stringify(example);
  const response = await api.call(method, path.replace(/\{\w+\}/, await idFor(id, path)), {
    token: access === 'operator' ? tokens.operator : tokens.customer,
    text,
    headers: {
      ...(isFile && { 'content-type': 'text/csv' }),
      ...(id === 'receivePaymentEvent' && { 'gateway-signature': signWebhook(text) }),
    },
  });
  expect(response.status, response.text).toBeGreaterThanOrEqual(200);
  expect(response.status, response.text).toBeLessThan(300);
});

/** The id of the resource in the path: the product of the examples, or an order of it in a suitable status. */
async function idFor(operationId: string, path: string): Promise<string> {
  // Its example takes the product off sale.
  if (operationId === 'changeProduct') return (await system.addProduct(1)).id;
  if (path.includes('/webhook-endpoints/')) return createEndpoint();
  if (!path.includes('/orders/')) return ESPRESSO_BEANS.id;
  const example = OPERATIONS.find(({ id }) => id === 'placeOrder')?.example as object;
  // This payment takes five seconds, during which the order is pending.
  const isPending = operationId === 'extendReservation';
  const { body } = await api.call('POST', '/v1/orders', {
    token: tokens.customer,
    body: isPending ? { ...example, payment_token: 'tok_slow' } : example,
    headers: isPending ? {} : { prefer: 'wait=30' },
  });
  return body.id;
}

async function createEndpoint(): Promise<string> {
  const { body } = await api.call('POST', '/v1/webhook-endpoints', {
    token: tokens.operator,
    body: OPERATIONS.find(({ id }) => id === 'createWebhookEndpoint')?.example as object,
  });
  return body.id;
}

const WITH_EXAMPLES = OPERATIONS.flatMap((operation) => {
  const examples = operation.parameters.flatMap(({ in: place, name, schema }) =>
    schema?.example === undefined ? [] : [{ place, name, value: schema.example }],
  );
  return examples.length > 0 ? [{ ...operation, examples }] : [];
});

it.each(WITH_EXAMPLES)('accepts the parameters of $id as their examples show', async (operation) => {
  const { id, method, path, access, example, examples } = operation;
  const valuesIn = (wanted: string) =>
    Object.fromEntries(
      examples.filter(({ place }) => place === wanted).map(({ name, value }) => [name, String(value)] as const),
    );
  const resource = path.replace(/\{\w+\}/, await idFor(id, path));
  const response = await api.call(method, `${resource}?${new URLSearchParams(valuesIn('query')).toString()}`, {
    token: access === 'operator' ? tokens.operator : tokens.customer,
    body: example,
    headers: valuesIn('header'),
  });
  expect([200, 201], response.text).toContain(response.status);
});
