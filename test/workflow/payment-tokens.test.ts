import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { collectText, readTablesText } from '../kit/payload-text.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront();
});
afterAll(() => shop.stop());

async function readHistoryText(workflowId: string): Promise<string> {
  return collectText(await shop.system.temporal.client.workflow.getHandle(workflowId).fetchHistory());
}

it.each([
  ['that succeeds', 'tok_approve', 'confirmed'],
  // The gateway's error message contains the token.
  ['that the gateway rejects', `tok_${randomUUID()}`, 'failed'],
])('keeps a payment token %s out of the history and the tables', async (_, token, status) => {
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id, { payment_token: token });
  await shop.system.temporal.client.workflow.result(`order-${body.id}`);
  expect(await shop.waitForOrder(body.id, hasFinalStatus)).toMatchObject({ status });

  const history = await readHistoryText(`order-${body.id}`);
  expect(history).toContain(product.id);
  expect(history).toContain('sealedPaymentToken');
  expect(history).not.toContain(token);
  const tables = await readTablesText(shop.system.database);
  expect(tables).toContain(body.id);
  expect(tables).not.toContain(token);

  if (status !== 'confirmed') return;
  await shop.request('POST', `/v1/orders/${body.id}/cancel`);
  await shop.waitForOrder(body.id, (order) => order.status === 'cancelled');
  expect(await readHistoryText(`cancel-${body.id}`)).not.toContain(token);
});

it('places one order for repeated requests with one Idempotency-Key, although each encrypts the token again', async () => {
  const product = await shop.system.addProduct(2);
  const body = {
    items: [{ product_id: product.id, quantity: 1 }],
    payment_method: 'credit_card',
    payment_token: 'tok_approve',
  };
  const headers = { 'idempotency-key': randomUUID() };
  const place = (change = {}) => shop.request('POST', '/v1/orders', { ...body, ...change }, 'customer', headers);
  const [first, second] = await Promise.all([place(), place()]);
  expect([first.status, second.status].sort()).toEqual([200, 201]);
  expect(first.body.id).toBe(second.body.id);
  expect(await place({ payment_token: 'tok_decline' })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_key_reused' },
  });
});
