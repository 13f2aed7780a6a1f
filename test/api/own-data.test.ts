import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import type { applyRetention } from '../../src/workflows/erasure/apply-retention.js';
import { callApi, hasFinalStatus, type OrderView } from '../kit/api-client.js';
import { examplePricing } from '../kit/example-pricing.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, waitUntil } from '../kit/observe.js';
import { collectText } from '../kit/payload-text.js';
import { operatorToken } from '../kit/tokens.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront({ pricing: examplePricing });
});
afterAll(() => shop.stop());

interface OwnDataOrder extends OrderView {
  readonly user_id: string;
  readonly total_amount: number;
  readonly metadata: Record<string, string>;
  readonly external_reference: string | null;
  readonly adjustments: readonly { readonly kind: string; readonly amount: number }[];
}

const MARKER = `Musterweg ${randomUUID()}`;
const OWN_DATA = {
  metadata: { channel: 'web', coupon: 'WELCOME' },
  email: 'ada@example.com',
  note: `Leave it at ${MARKER}`,
  shipping_address: { name: 'Ada', line1: MARKER, city: 'Berlin', postal_code: '10115', country: 'DE' },
};

const place = (productId: string, fields: object = {}, headers: Record<string, string> = {}) =>
  shop.request<OwnDataOrder>(
    'POST',
    '/v1/orders',
    {
      items: [{ product_id: productId, quantity: 1 }],
      ...{ payment_method: 'credit_card', payment_token: 'tok_approve' },
      ...{ external_reference: randomUUID(), ...OWN_DATA, ...fields },
    },
    'customer',
    headers,
  );

const historyText = async (orderId: string) =>
  collectText(await shop.system.temporal.client.workflow.getHandle(orderWorkflowId(orderId)).fetchHistory());

describe("an order's own data", () => {
  it('is shown with the order, except personal data, which its owner and operators read by a route', async () => {
    const { id: productId } = await shop.system.addProduct(1, 1_000, 'EUR');
    const { status, body: order } = await place(productId, { external_reference: 'SHOP-1' });
    expect(status).toBe(201);
    expect(order).toMatchObject({ metadata: OWN_DATA.metadata, external_reference: 'SHOP-1' });
    expect(JSON.stringify(order)).not.toContain(MARKER);
    const path = `/v1/orders/${order.id}/personal-data`;
    const personal = {
      email: OWN_DATA.email,
      note: OWN_DATA.note,
      shipping_address: { phone: null, ...OWN_DATA.shipping_address },
    };
    for (const role of ['customer', 'operator'] as const)
      expect(await shop.request('GET', path, undefined, role)).toMatchObject({ status: 200, body: personal });
    const found = await shop.request<{ data: OrderView[] }>('GET', '/v1/orders?external_reference=SHOP-1');
    expect(found.body.data.map(({ id }) => id)).toEqual([order.id]);

    await shop.waitForOrder(order.id, hasFinalStatus);
    const history = await historyText(order.id);
    expect(history).toContain('VAT 19 %');
    for (const secret of [MARKER, OWN_DATA.email]) expect(history).not.toContain(secret);
  });

  it('is part of what an Idempotency-Key stands for', async () => {
    const { id: productId } = await shop.system.addProduct(1, 1_000, 'EUR');
    const headers = { 'idempotency-key': randomUUID() };
    const fields = { external_reference: randomUUID() };
    const { body: first } = await place(productId, fields, headers);
    expect(await place(productId, fields, headers)).toMatchObject({ status: 200, body: { id: first.id } });
    for (const other of [{ email: 'eve@example.com' }, { email: undefined }, { metadata: {} }]) {
      const answer = await place(productId, { ...fields, ...other }, headers);
      expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    }
  });

  it('has a reference that belongs to one order, until that order is rejected', async () => {
    const { id: productId } = await shop.system.addProduct(2, 1_000, 'EUR');
    const fields = { external_reference: randomUUID() };
    shop.system.fault = (name, run) => {
      if (name === 'priceOrder') shop.system.fault = undefined;
      return name === 'priceOrder' ? shop.system.catalog.update(productId, { status: 'inactive' }).then(run) : run();
    };
    expect(await place(productId, fields)).toMatchObject({ status: 422, body: { code: 'product_inactive' } });
    await shop.system.catalog.update(productId, { status: 'active' });
    expect((await place(productId, fields)).status).toBe(201);
    expect(await place(productId, fields)).toMatchObject({ status: 409, body: { code: 'external_reference_taken' } });
  });

  it.each([
    ['a key that hides text', { metadata: { 'a\u202eb': 'x' } }],
    ['51 keys', { metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'x'])) }],
    ['a value of 501 characters', { metadata: { k: 'x'.repeat(501) } }],
    ['an address of two lines', { note: 'a\nb' }],
    ['a country that is no code', { shipping_address: { ...OWN_DATA.shipping_address, country: 'Germany' } }],
  ])('rejects %s', async (_, fields) => {
    expect(await place(randomUUID(), fields)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
  });
});

describe('the pricing rules of a shop', () => {
  it('decide what is charged and what a return of all refunds', async () => {
    const { id: productId } = await shop.system.addProduct(1, 1_000, 'EUR');
    const { body: order } = await place(productId);
    // 10.00, less 10 %, and 4.90 for shipping, and 19 % on both.
    expect(order).toMatchObject({
      total_amount: 1_654,
      adjustments: [
        { kind: 'discount', label: 'Coupon WELCOME', amount: -100, product_id: null, included: false },
        { kind: 'shipping', amount: 490 },
        { kind: 'tax', label: 'VAT 19 %', amount: 264 },
      ],
    });
    await shop.waitForOrder(order.id, hasFinalStatus);
    await shop.system.temporal.client.workflow.result(orderWorkflowId(order.id));
    expect((await readOrderSnapshot(shop.system.database, order.id)).charge?.kept).toBe(1_654);
    const back = await shop.request(
      'POST',
      `/v1/orders/${order.id}/returns`,
      { items: [{ product_id: productId, quantity: 1 }], restock: true, reason: 'wrong size' },
      'operator',
    );
    expect(back).toMatchObject({ status: 201, body: { status: 'completed', amount: 1_654, refunded_amount: 1_654 } });
    expect((await readOrderSnapshot(shop.system.database, order.id)).charge?.kept).toBe(0);
    expect(await findViolations(shop.system.database)).toEqual({});
  });
});

describe('the erasure of a user', () => {
  it('removes the user from orders, payments and Temporal, and the books add up', async () => {
    const { id: productId } = await shop.system.addProduct(1, 1_000, 'EUR');
    const { body: order } = await place(productId);
    await shop.waitForOrder(order.id, hasFinalStatus);
    const { client } = shop.system.temporal;
    await client.workflow.result(orderWorkflowId(order.id));
    const userId = order.user_id;
    const runsOfUser = async () => {
      const runs: string[] = [];
      for await (const { workflowId } of client.workflow.list({ query: `UserId = "${userId}"` })) runs.push(workflowId);
      return runs;
    };
    await waitUntil(runsOfUser, (runs) => runs.length > 0);

    const headers = { 'idempotency-key': randomUUID() };
    const token = await operatorToken();
    const erase = () => callApi<{ id: string }>(shop.url, 'POST', `/v1/users/${userId}/erase`, { token, headers });
    const { status, body: erasure, headers: answered } = await erase();
    expect([status, answered.get('location')]).toEqual([202, `/v1/erasures/${erasure.id}`]);
    const read = () =>
      shop.request<{ status: string; pseudonym: string; report: { orders: number } }>(
        'GET',
        `/v1/erasures/${erasure.id}`,
        undefined,
        'operator',
      );
    const { body: completed } = await waitUntil(read, ({ body }) => body.status === 'completed');
    expect(completed.report.orders).toBeGreaterThan(0);
    expect((await erase()).body.id).toBe(erasure.id);

    const after = await shop.request<OwnDataOrder & { payment: { id: string } }>(
      'GET',
      `/v1/orders/${order.id}`,
      undefined,
      'operator',
    );
    expect(after.body).toMatchObject({ user_id: completed.pseudonym, metadata: {}, total_amount: order.total_amount });
    const payment = await shop.request('GET', `/v1/payments/${after.body.payment.id}`, undefined, 'operator');
    expect(payment.body).toMatchObject({ user_id: completed.pseudonym });
    const personal = await shop.request('GET', `/v1/orders/${order.id}/personal-data`, undefined, 'operator');
    expect(personal.body).toEqual({ email: null, note: null, shipping_address: null });
    expect((await shop.request('GET', `/v1/orders/${order.id}`)).status).toBe(404);
    await waitUntil(runsOfUser, (runs) => runs.length === 0);
    const events = await shop.system.database.query<{ facts: object }>('SELECT facts FROM events.events');
    expect(JSON.stringify(events)).toContain(completed.pseudonym);
    expect(JSON.stringify(events)).not.toContain(userId);
    expect(await findViolations(shop.system.database)).toEqual({});
  });
});

describe('the archive', () => {
  it('shows an old order, which does not change any more, and the books add up', async () => {
    const { id: productId } = await shop.system.addProduct(1, 1_000, 'EUR');
    const { body: order } = await place(productId);
    await shop.waitForOrder(order.id, hasFinalStatus);
    const { client } = shop.system.temporal;
    await client.workflow.result(orderWorkflowId(order.id));
    await shop.system.database.query(
      `UPDATE orders.orders SET created_at = created_at - interval '9 days', updated_at = updated_at - interval '9 days'
       WHERE id = $1`,
      [order.id],
    );
    const args: Parameters<typeof applyRetention> = [{ archiveAfterDays: 7, orphanAfterSeconds: 3_600, limit: 10 }];
    const options = { workflowId: randomUUID(), taskQueue: TASK_QUEUES.orders, args };
    expect(await client.workflow.execute('applyRetention', options)).toEqual({
      archivedOrders: 1,
      discardedDetails: 0,
    });

    const { body: archived } = await shop.request<OwnDataOrder>('GET', `/v1/orders/${order.id}`);
    expect(archived).toMatchObject({ status: 'confirmed', external_reference: order.external_reference });
    const list = await shop.request<{ data: OrderView[] }>(
      'GET',
      `/v1/orders?external_reference=${order.external_reference}`,
    );
    expect(list.body.data.map(({ id }) => id)).toEqual([order.id]);
    const personal = await shop.request('GET', `/v1/orders/${order.id}/personal-data`);
    expect(personal.body).toEqual({ email: null, note: null, shipping_address: null });
    const back = { items: [{ product_id: productId, quantity: 1 }], restock: true, reason: 'wrong size' };
    for (const change of [
      await shop.request('POST', `/v1/orders/${order.id}/cancel`, {}),
      await shop.request('POST', `/v1/orders/${order.id}/returns`, back, 'operator'),
    ])
      expect(change).toMatchObject({ status: 409, body: { code: 'order_archived' } });
    expect(await findViolations(shop.system.database)).toEqual({});
  });
});
