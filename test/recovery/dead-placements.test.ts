import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { COMPENSATION_ACTIVITIES, STEP_ACTIVITIES } from '../kit/activity-faults.js';
import { hasFinalStatus } from '../kit/api-client.js';
import { readOrderSnapshot, readStock, waitUntil } from '../kit/observe.js';
import { fetchPaymentPage, submitPaymentDecision } from '../kit/payment-page.js';
import { setUpShop } from './shop.js';
import { MOMENTS, terminations } from './terminated-runs.js';

const runs = setUpShop();

describe('a placement that is terminated', () => {
  it.each(terminations(MOMENTS, ['priceOrder', 'reserveStock', 'createOrder']))(
    'is completed by its request %s %s',
    async (moment, activity) => {
      const product = await runs.shop.system.addProduct(1);
      runs.terminateNextAt(activity, moment);
      const headers = { 'idempotency-key': randomUUID() };
      const body = {
        items: [{ product_id: product.id, quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      };
      const place = () => runs.shop.request('POST', '/v1/orders', body, 'customer', headers);
      const { status, body: order } = await place();
      // Once the order exists, it is not placed again: its customer may cancel it.
      if (activity === 'createOrder' && moment === 'after') {
        expect([status, order.status]).toEqual([200, 'pending']);
        expect(await runs.cancel(order.id)).toMatchObject({ status: 202 });
        return runs.expectNothingKept(order.id, product.id);
      }
      expect(status).toBe(201);
      await runs.actLate();
      expect(await runs.shop.waitForOrder(order.id, hasFinalStatus)).toMatchObject({ status: 'confirmed' });
      await runs.atRest(order.id);
      expect(await readStock(runs.shop.system, product.id)).toEqual({ available: 0, reserved: 0, total: 0 });
      expect(await place()).toMatchObject({ status: 200, body: { id: order.id } });
    },
  );

  it.each(terminations(MOMENTS, STEP_ACTIVITIES.slice(3)))(
    'is compensated by a cancellation %s %s',
    async (moment, activity) => {
      const product = await runs.shop.system.addProduct(1);
      const { terminated } = runs.terminateNextAt(activity, moment);
      const { body } = await runs.shop.placeOrder(product.id);
      await terminated;
      expect(await runs.cancel(body.id)).toMatchObject({ status: 202 });
      await runs.shop.waitForOrder(body.id, ({ status }) => status === 'cancelled');
      await runs.atRest(body.id);
      await runs.actLate();
      await runs.expectNothingKept(body.id, product.id);
      expect(await runs.cancel(body.id)).toMatchObject({ status: 200, body: { status_reason: 'changed my mind' } });
    },
  );

  it.each(terminations(MOMENTS, COMPENSATION_ACTIVITIES.slice(1)))(
    'is compensated by a cancellation %s %s, which compensated a declined payment',
    async (moment, activity) => {
      const product = await runs.shop.system.addProduct(1);
      const { terminated } = runs.terminateNextAt(activity, moment);
      const { body } = await runs.shop.placeOrder(product.id, { payment_token: 'tok_decline' });
      await terminated;
      const ended = await runs.shop.request('GET', `/v1/orders/${body.id}`);
      expect((await runs.cancel(body.id)).status).toBe(ended.body.status === 'failed' ? 409 : 202);
      await runs.atRest(body.id);
      await runs.actLate();
      await runs.expectNothingKept(body.id, product.id, ended.body.status === 'failed' ? 'failed' : 'cancelled');
    },
  );

  it('leaves a payment page that takes no money after the cancellation', async () => {
    const { orderId, product, redirectUrl } = await runs.placeWaitingOrder();
    await runs.workflows().getHandle(orderWorkflowId(orderId)).terminate('a test');
    expect(await runs.cancel(orderId)).toMatchObject({ status: 202 });
    await runs.expectNothingKept(orderId, product.id);
    expect(await (await fetchPaymentPage(redirectUrl)).text()).toContain('Payment cancelled');
    await submitPaymentDecision(redirectUrl, 'approve');
    expect((await readOrderSnapshot(runs.shop.system.database, orderId)).charge).toMatchObject({ status: 'canceled' });
  });

  it('refunds its customer who pays later', async () => {
    const { orderId, product, redirectUrl } = await runs.placeWaitingOrder();
    await runs.workflows().getHandle(orderWorkflowId(orderId)).terminate('a test');
    await submitPaymentDecision(redirectUrl, 'approve');
    expect(await runs.shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({
      status: 'cancelled',
      status_reason: 'run_lost',
    });
    await runs.expectNothingKept(orderId, product.id);
  });

  it('rejects an extension and says why', async () => {
    const { orderId, product } = await runs.placeWaitingOrder();
    await runs.workflows().getHandle(orderWorkflowId(orderId)).terminate('a test');
    const path = `/v1/orders/${orderId}/reservation/extend`;
    expect(await runs.shop.request('POST', path, { seconds: 60 })).toMatchObject({
      status: 409,
      body: { code: 'reservation_not_extendable', detail: expect.stringContaining('interrupted') as string },
    });
    await runs.cancel(orderId);
    await runs.expectNothingKept(orderId, product.id);
  });

  it('is compensated by a cancellation when Temporal does not know it', async () => {
    const product = await runs.shop.system.addProduct(1);
    const orderId = randomUUID();
    const expiresAt = new Date(Date.now() + 900_000).toISOString();
    const lines = [{ productId: product.id, quantity: 1 }];
    await runs.shop.system.reservations.reserve({ orderId, lines, expiresAt });
    const item = { sku: 'MUG', name: 'Mug', price: product.price, subtotal: product.price };
    await runs.shop.system.orders.create({
      orderId,
      userId: randomUUID(),
      paymentMethod: 'credit_card',
      requestFingerprint: null,
      items: lines.map((line) => ({ ...line, ...item })),
      totalAmount: product.price,
      currency: 'USD',
      reservationExpiresAt: expiresAt,
    });
    expect(await runs.shop.request('POST', `/v1/orders/${orderId}/cancel`, {}, 'operator')).toMatchObject({
      status: 202,
    });
    await waitUntil(
      () => readOrderSnapshot(runs.shop.system.database, orderId),
      ({ order }) => order?.status === 'cancelled',
    );
    await runs.expectNothingKept(orderId, product.id);
  });
});
