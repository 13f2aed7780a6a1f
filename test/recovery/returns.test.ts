import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { returnWorkflowId } from '../../src/contracts/workflow-ids.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock, waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
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

interface Return {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly refunded_amount: number | null;
  readonly code?: string;
}

const BOUGHT = 4;
const PRICE = 1_999;

/** Places and confirms an order of four units, of which none are left in stock. */
async function placeReturnable(paymentToken?: string) {
  const { orderId, product } = await shop.placeConfirmedOrder({
    quantity: BOUGHT,
    ...(paymentToken !== undefined && { paymentToken }),
  });
  const giveBack = (
    quantity: number,
    { restock = true, key = randomUUID() }: { restock?: boolean; key?: string } = {},
  ) =>
    shop.request<Return>(
      'POST',
      `/v1/orders/${orderId}/returns`,
      { items: [{ product_id: product.id, quantity }], restock, reason: 'wrong size' },
      'operator',
      { 'idempotency-key': key },
    );
  return {
    orderId,
    productId: product.id,
    giveBack,
    available: async () => (await readStock(shop.system, product.id)).available,
    kept: async () => (await readOrderSnapshot(shop.system.database, orderId)).charge?.kept,
    list: async () =>
      (await shop.request<{ data: Return[] }>('GET', `/v1/orders/${orderId}/returns`)).body.data.map(
        ({ status, refunded_amount }) => [status, refunded_amount],
      ),
    cancel: async () => {
      await shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });
      await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    },
  };
}

describe('a return', () => {
  it('refunds its lines, restocks them and is part of the history', async () => {
    const order = await placeReturnable();
    expect(await order.giveBack(1)).toMatchObject({
      status: 201,
      body: { status: 'completed', amount: PRICE, refunded_amount: PRICE },
    });
    expect(await order.giveBack(2, { restock: false })).toMatchObject({ status: 201, body: { amount: 2 * PRICE } });
    expect([await order.available(), await order.kept()]).toEqual([1, PRICE]);
    expect(await order.list()).toEqual([
      ['completed', PRICE],
      ['completed', 2 * PRICE],
    ]);
    const history = await shop.request<{ data: object[] }>('GET', `/v1/orders/${order.orderId}/history`);
    expect(history.body.data.at(-1)).toMatchObject({
      from: 'confirmed',
      to: 'confirmed',
      reason: 'returned: wrong size',
      actor: 'operator',
    });
  });

  it('is made once per Idempotency-Key, also after the order was cancelled', async () => {
    const order = await placeReturnable();
    const key = randomUUID();
    const responses = await Promise.all([1, 2, 3].map(() => order.giveBack(1, { key })));
    expect(new Set(responses.map(({ body }) => body.id)).size).toBe(1);
    expect(await order.giveBack(2, { key })).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    await order.cancel();
    expect(await order.giveBack(1, { key })).toMatchObject({ status: 201, body: { id: responses[0]?.body.id } });
    expect(await order.giveBack(1)).toMatchObject({ status: 409, body: { code: 'order_not_returnable' } });
  });

  it('is rejected when it exceeds the order, names another product or no confirmed order', async () => {
    const order = await placeReturnable();
    expect(await order.giveBack(5)).toMatchObject({ status: 409, body: { code: 'return_exceeds_order' } });
    await order.giveBack(3);
    expect(await order.giveBack(2)).toMatchObject({ status: 409, body: { code: 'return_exceeds_order' } });
    const items = [{ product_id: randomUUID(), quantity: 1 }];
    const path = `/v1/orders/${order.orderId}/returns`;
    const other = { items, restock: true, reason: 'not theirs' };
    expect(await shop.request('POST', path, other, 'operator')).toMatchObject({
      body: { code: 'return_exceeds_order' },
    });
    expect(await shop.request('POST', path, other)).toMatchObject({ status: 403 });
    expect(await order.list()).toEqual([['completed', 3 * PRICE]]);
  });

  it('never exceeds the order with 20 concurrent returns', async () => {
    const order = await placeReturnable();
    const responses = await Promise.all(Array.from({ length: 20 }, () => order.giveBack(1)));
    expect(responses.filter(({ status }) => status === 201)).toHaveLength(BOUGHT);
    expect(responses.filter(({ body }) => body.code === 'return_exceeds_order')).toHaveLength(20 - BOUGHT);
    expect([await order.available(), await order.kept()]).toEqual([BOUGHT, 0]);
  });

  it('refunds what remains of the payment', async () => {
    const order = await placeReturnable();
    const path = `/v1/orders/${order.orderId}/refunds`;
    await shop.request('POST', path, { amount: 3 * PRICE + 1, reason: 'late delivery' }, 'operator');
    expect(await order.giveBack(1)).toMatchObject({ body: { amount: PRICE, refunded_amount: PRICE - 1 } });
    expect(await order.giveBack(1)).toMatchObject({ status: 201, body: { refunded_amount: 0 } });
    expect(await order.available()).toBe(2);
  });

  it('leaves the rest to a cancellation', async () => {
    const order = await placeReturnable();
    await order.giveBack(1);
    await order.giveBack(1, { restock: false });
    await order.cancel();
    expect([await order.available(), await order.kept()]).toEqual([BOUGHT - 1, 0]);
  });

  it('agrees with a concurrent cancellation', async () => {
    const order = await placeReturnable();
    const [returned] = await Promise.all([order.giveBack(2), order.cancel()]);
    expect([201, 409]).toContain(returned.status);
    await waitUntil(order.list, (all) => all.every(([status]) => status !== 'pending'));
    expect([await order.available(), await order.kept()]).toEqual([BOUGHT, 0]);
  });

  it('completes while its refund is pending', async () => {
    const order = await placeReturnable('tok_refund_pending');
    expect(await order.giveBack(1)).toMatchObject({ status: 201, body: { status: 'completed' } });
    await waitUntil(order.kept, (kept) => kept === 3 * PRICE);
    await shop.system.temporal.client.workflow.result(`follow-payment-${order.orderId}`);
  });

  it('is rejected and withdrawn while the payment is disputed', async () => {
    const order = await placeReturnable('tok_dispute');
    await waitUntil(
      () => shop.request<{ disputes: object[] }>('GET', `/v1/orders/${order.orderId}`),
      ({ body }) => body.disputes.length > 0,
    );
    expect(await order.giveBack(1)).toMatchObject({ status: 409, body: { code: 'payment_disputed' } });
    expect(await order.list()).toEqual([['rejected', null]]);
    expect(await order.available()).toBe(0);
  });
});

const ACTIVITIES = ['recordReturn', 'refundReturn', 'receiveReturn', 'completeReturn'];

describe('a return whose worker fails', () => {
  it.each(ACTIVITIES)('is made once when %s fails before and after it acts', async (activity) => {
    const order = await placeReturnable();
    let times = 0;
    shop.system.fault = async (name, run) => {
      if (name !== activity) return run();
      times += 1;
      if (times === 1) throw new Error('failed before the activity');
      const result = await run();
      if (times === 2) throw new Error('response lost');
      return result;
    };
    expect(await order.giveBack(2)).toMatchObject({ status: 201, body: { status: 'completed' } });
    expect(times).toBe(3);
    expect([await order.available(), await order.kept()]).toEqual([2, 2 * PRICE]);
  });

  it.each(ACTIVITIES)('is completed by a repeated request when its run is terminated at %s', async (activity) => {
    const order = await placeReturnable();
    const key = randomUUID();
    let terminated = false;
    shop.system.fault = async (name, run, [request]) => {
      const result = await run();
      if (name === activity && !terminated) {
        terminated = true;
        const { returnId = '', refundId = returnId } = request as { returnId?: string; refundId?: string };
        await shop.system.temporal.client.workflow.getHandle(returnWorkflowId(refundId)).terminate('a test');
      }
      return result;
    };
    expect(await order.giveBack(2, { key })).toMatchObject({ status: 201, body: { status: 'completed' } });
    expect(terminated).toBe(true);
    expect([await order.available(), await order.kept()]).toEqual([2, 2 * PRICE]);
  });
});
