import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStatusHistory, readStock } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront();
});
afterAll(async () => {
  await replayAll(shop.system);
  await shop.stop();
});
afterEach(async () => {
  shop.system.fault = undefined;
  expect(await findViolations(shop.system.database)).toEqual({});
});

interface Refund {
  readonly id: string;
  readonly amount: number;
  readonly status: string;
}

/** Places an order whose card is declined, and waits for its end. */
async function placeDeclinedOrder() {
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id, { payment_token: 'tok_decline' });
  await shop.system.temporal.client.workflow.result(`order-${body.id}`);
  return body.id;
}

const refund = (orderId: string, body: object, headers = {}) =>
  shop.request<Refund>(
    'POST',
    `/v1/orders/${orderId}/refunds`,
    { reason: 'arrived damaged', ...body },
    'operator',
    headers,
  );
const getPayment = (paymentId: string) =>
  shop.request<{ status: string; refunded_amount: number; refunds: Refund[] }>('GET', `/v1/payments/${paymentId}`);
const cancel = (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
const waitUntilCancelled = (orderId: string) => shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');

describe('a refund', () => {
  it('leaves a partly refunded payment successful and marks a fully refunded one', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder();
    expect(await refund(orderId, { amount: 500 })).toMatchObject({
      status: 201,
      body: { amount: 500, status: 'succeeded' },
    });
    expect(await getPayment(paymentId)).toMatchObject({
      status: 200,
      body: { status: 'success', refunded_amount: 500 },
    });
    expect(await refund(orderId, {})).toMatchObject({ status: 201, body: { amount: 1_499 } });
    expect(await getPayment(paymentId)).toMatchObject({
      body: { status: 'refunded', refunded_amount: 1_999, refunds: [{ amount: 500 }, { amount: 1_499 }] },
    });
    expect(await refund(orderId, { amount: 1 })).toMatchObject({
      status: 409,
      body: { code: 'payment_not_refundable' },
    });
  });

  it('is rejected when it exceeds the remaining payment', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder();
    expect(await refund(orderId, { amount: 2_000 })).toMatchObject({
      status: 409,
      body: { code: 'refund_exceeds_payment' },
    });
    expect(await getPayment(paymentId)).toMatchObject({ body: { status: 'success', refunded_amount: 0 } });
  });

  it('never exceeds the payment when 20 are requested concurrently', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder();
    const responses = await Promise.all(Array.from({ length: 20 }, () => refund(orderId, { amount: 190 })));
    expect(responses.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: 10 }, () => 201),
      ...Array.from({ length: 10 }, () => 409),
    ]);
    expect(await getPayment(paymentId)).toMatchObject({ body: { status: 'success', refunded_amount: 1_900 } });
  });

  it('runs once per Idempotency-Key, and another request with the key is rejected', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder();
    const key = { 'idempotency-key': randomUUID() };
    const responses = await Promise.all(Array.from({ length: 5 }, () => refund(orderId, { amount: 700 }, key)));
    expect(new Set(responses.map(({ body }) => body.id)).size).toBe(1);
    expect(await refund(orderId, { amount: 701 }, key)).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect(await getPayment(paymentId)).toMatchObject({ body: { refunded_amount: 700 } });
  });

  it('is rejected for an order that was never paid', async () => {
    expect(await refund(await placeDeclinedOrder(), {})).toMatchObject({
      status: 409,
      body: { code: 'payment_not_refundable' },
    });
  });

  it('is reserved for operators, and only the customer and operators see the payment', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder();
    const path = `/v1/orders/${orderId}/refunds`;
    expect(await shop.request('POST', path, { reason: 'mine' }, 'customer')).toMatchObject({ status: 403 });
    expect(await shop.request('GET', `/v1/payments/${paymentId}`, undefined, 'operator')).toMatchObject({
      status: 200,
    });
    expect(await shop.request('GET', `/v1/payments/${randomUUID()}`)).toMatchObject({
      body: { code: 'payment_not_found' },
    });
  });
});

describe('cancelling a confirmed order', () => {
  it('refunds, restocks and cancels it once, however often it is requested', async () => {
    const { orderId, product } = await shop.placeConfirmedOrder();
    const responses = await Promise.all([cancel(orderId), cancel(orderId), cancel(orderId)]);
    for (const { status } of responses) expect([200, 202]).toContain(status);
    await waitUntilCancelled(orderId);
    expect(await cancel(orderId)).toMatchObject({ status: 200, body: { status_reason: 'changed my mind' } });
    expect(await readOrderSnapshot(shop.system.database, orderId)).toMatchObject({
      payment: { status: 'refunded' },
      charge: { kept: 0 },
    });
    expect(await readStock(shop.system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await readStatusHistory(shop.system.database, orderId)).toEqual([
      'pending',
      'paid',
      'confirmed',
      'cancelled',
    ]);
  });

  it('refunds only the remainder during and after a partial refund', async () => {
    const { orderId, paymentId } = await shop.placeConfirmedOrder();
    const [part] = await Promise.all([refund(orderId, { amount: 500 }), cancel(orderId)]);
    await waitUntilCancelled(orderId);
    expect([201, 409]).toContain(part.status);
    expect(await getPayment(paymentId)).toMatchObject({ body: { status: 'refunded', refunded_amount: 1_999 } });
  });

  it.each(['cancelPayment', 'restock', 'endOrder'])(
    'completes when %s fails before and after it acts',
    async (step) => {
      const { orderId, product } = await shop.placeConfirmedOrder();
      let times = 0;
      shop.system.fault = async (name, run) => {
        if (name !== step) return run();
        times += 1;
        if (times === 1) throw new Error('failed before the activity');
        const result = await run();
        if (times === 2) throw new Error('response lost');
        return result;
      };
      await cancel(orderId);
      await waitUntilCancelled(orderId);
      await shop.system.temporal.client.workflow.result(`cancel-${orderId}`);
      expect(times).toBeGreaterThanOrEqual(3);
      expect(await readOrderSnapshot(shop.system.database, orderId)).toMatchObject({ charge: { kept: 0 } });
      expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1, total: 1 });
    },
  );

  it('is rejected for a failed order', async () => {
    expect(await cancel(await placeDeclinedOrder())).toMatchObject({
      status: 409,
      body: { code: 'order_not_cancellable' },
    });
  });
});

describe('a payment token of the simulated gateway', () => {
  it.each([
    ['tok_approve', 'confirmed', 'success', null],
    ['tok_decline', 'failed', 'failed', 'card_declined'],
    ['tok_insufficient_funds', 'failed', 'failed', 'insufficient_funds'],
    ['tok_timeout', 'confirmed', 'success', null],
    ['tok_flaky', 'confirmed', 'success', null],
    ['tok_slow', 'confirmed', 'success', null],
  ])('%s leads to a %s order', async (token, status, paymentStatus, failureReason) => {
    const product = await shop.system.addProduct(1);
    const { body } = await shop.placeOrder(product.id, { payment_token: token });
    expect(await shop.waitForOrder(body.id, hasFinalStatus)).toMatchObject({
      status,
      payment: { status: paymentStatus, failure_reason: failureReason },
    });
    await shop.system.temporal.client.workflow.result(`order-${body.id}`);
  });

  it('that is unknown fails the order and charges nothing', async () => {
    const product = await shop.system.addProduct(1);
    const { body } = await shop.placeOrder(product.id, { payment_token: 'tok_unheard_of' });
    expect(await shop.waitForOrder(body.id, hasFinalStatus)).toMatchObject({
      status: 'failed',
      status_reason: 'payment_gateway_refused',
    });
    await shop.system.temporal.client.workflow.result(`order-${body.id}`);
    expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1 });
  });
});
