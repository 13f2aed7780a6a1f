import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { extendReservation, orderState } from '../../src/workflows/messages.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock, waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { callApi, hasFinalStatus } from '../kit/api-client.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';
import { signedEvent, type SignedEvent } from '../kit/webhook-events.js';

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront({ reservationTtlSeconds: 5 });
});
afterAll(async () => {
  await replayAll(shop.system);
  await shop.stop();
});
afterEach(async () => {
  shop.system.fault = undefined;
  expect(await findViolations(shop.system.database)).toEqual({});
});

/** Places an order that waits for its customer. */
async function placeAwaitingCustomer(method = 'alipay') {
  const product = await shop.system.addProduct(1);
  const { status, body } = await shop.placeOrder(product.id, { payment_method: method, payment_token: undefined });
  expect(status).toBe(201);
  const { payment } = await shop.waitForOrder(body.id, (order) => order.payment?.next_action != null);
  return { orderId: body.id, product, redirectUrl: payment?.next_action?.redirect_url };
}

const waitForRun = (orderId: string) => shop.system.temporal.client.workflow.result(`order-${orderId}`);

describe('a payment method with a redirect', () => {
  it.each(['paypal', 'alipay', 'wechat'])(
    'confirms the order when the customer approves on the page: %s',
    async (method) => {
      const { orderId, redirectUrl } = await placeAwaitingCustomer(method);
      await submitPaymentDecision(redirectUrl, 'approve');
      expect(await shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({
        status: 'confirmed',
        payment: { status: 'success', next_action: null },
      });
      await waitForRun(orderId);
    },
  );

  it('shows where the run waits in a call stack two frames deep', async () => {
    const { orderId, redirectUrl } = await placeAwaitingCustomer();
    const stackTrace = await shop.system.temporal.client.workflow
      .getHandle(`order-${orderId}`)
      .query<string>('__stack_trace');
    const stacks = stackTrace.split('\n\n').map((stack) => stack.trim().split('\n'));
    expect(stackTrace).toMatch(/\(.*place-order\/placement\.ts:\d+:\d+\)/);
    expect(stackTrace).toMatch(/at withReservation \(.*place-order\.ts:\d+:\d+\)/);
    expect(Math.max(...stacks.map(({ length }) => length))).toBe(2);
    await submitPaymentDecision(redirectUrl, 'decline');
    await waitForRun(orderId);
  });

  it('fails the order and releases its stock when the customer declines on the page', async () => {
    const { orderId, product, redirectUrl } = await placeAwaitingCustomer();
    await submitPaymentDecision(redirectUrl, 'decline');
    await waitForRun(orderId);
    expect(await readOrderSnapshot(shop.system.database, orderId)).toMatchObject({
      order: { status: 'failed', status_reason: 'payment_declined' },
      payment: { failure_reason: 'customer_declined' },
    });
    expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1, reserved: 0 });
  });

  it('expires when the customer does nothing, and a later approval charges nothing', async () => {
    const { orderId, product, redirectUrl } = await placeAwaitingCustomer();
    await waitForRun(orderId);
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment cancelled');
    expect(await readOrderSnapshot(shop.system.database, orderId)).toMatchObject({
      order: { status: 'cancelled', status_reason: 'reservation_expired' },
      charge: { status: 'canceled' },
    });
    expect(await readStock(shop.system, product.id)).toMatchObject({ available: 1, reserved: 0 });
  });

  it('waits longer after the reservation is extended', async () => {
    const { orderId, redirectUrl } = await placeAwaitingCustomer();
    const handle = shop.system.temporal.client.workflow.getHandle(`order-${orderId}`);
    await handle.executeUpdate(extendReservation, { args: [{ seconds: 60 }] });
    const [{ passed } = { passed: false }] = await waitUntil(
      () =>
        shop.system.database.query<{ passed: boolean }>(
          `SELECT created_at + interval '6 seconds' < now() AS passed FROM orders.orders WHERE id = $1`,
          [orderId],
        ),
      ([row]) => row?.passed === true,
    );
    expect(passed).toBe(true);
    expect(await handle.query(orderState)).toMatchObject({ step: 'awaiting_customer' });
    await submitPaymentDecision(redirectUrl, 'approve');
    expect(await waitForRun(orderId)).toMatchObject({ status: 'confirmed' });
  });

  it('voids the payment when the customer cancels the order', async () => {
    const { orderId, redirectUrl } = await placeAwaitingCustomer();
    expect(await shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'no longer needed' })).toMatchObject({
      status: 202,
    });
    expect(await waitForRun(orderId)).toMatchObject({ status: 'cancelled', reason: 'no longer needed' });
    expect((await submitPaymentDecision(redirectUrl, 'approve')).html).toContain('Payment cancelled');
  });
});

describe('a payment event', () => {
  const send = ({ body, headers }: SignedEvent) =>
    callApi<{ received: boolean }>(shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers });

  it('confirms the order when it arrives before the response to the charge', async () => {
    const product = await shop.system.addProduct(1);
    shop.system.fault = async (name, run) => {
      const result = await run();
      if (name === 'processPayment' && (result as { status: string }).status === 'requires_action') {
        const [charge] = await shop.system.database.query<{ redirect_url: string; order_id: string }>(
          `SELECT redirect_url, order_id FROM payments.payments WHERE redirect_url IS NOT NULL AND status = 'processing'`,
        );
        await submitPaymentDecision(charge?.redirect_url, 'approve');
        await waitUntil(
          () =>
            shop.system.database.query(
              'SELECT FROM payments.gateway_events WHERE order_id = $1 AND handed_at IS NOT NULL',
              [charge?.order_id],
            ),
          (events) => events.length > 0,
        );
      }
      return result;
    };
    const { body } = await shop.placeOrder(product.id, { payment_method: 'paypal', payment_token: undefined });
    expect(await shop.waitForOrder(body.id, hasFinalStatus)).toMatchObject({ status: 'confirmed' });
    await waitForRun(body.id);
  });

  it('changes nothing when it is duplicated or arrives after its successor', async () => {
    const { orderId, redirectUrl } = await placeAwaitingCustomer();
    const duplicate = signedEvent(orderId, 'charge.failed');
    for (let i = 0; i < 3; i += 1) expect(await send(duplicate)).toMatchObject({ status: 200 });
    expect(await shop.waitForOrder(orderId, () => true)).toMatchObject({ status: 'pending' });
    await submitPaymentDecision(redirectUrl, 'approve');
    expect(await shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({ status: 'confirmed' });
    await waitForRun(orderId);
    for (let i = 0; i < 3; i += 1) expect(await send(duplicate)).toMatchObject({ status: 200 });
    expect(await shop.waitForOrder(orderId, () => true)).toMatchObject({
      status: 'confirmed',
      payment: { status: 'success', refunded_amount: 0 },
    });
  });

  it('refunds a success that arrives after the order was cancelled', async () => {
    const { orderId } = await placeAwaitingCustomer();
    await shop.request('POST', `/v1/orders/${orderId}/cancel`, {});
    await waitForRun(orderId);
    // Simulates a provider that captures a cancelled charge.
    await shop.system.database.query(
      `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
      [orderId],
    );
    const late = signedEvent(orderId, 'charge.succeeded');
    expect(await send(late)).toMatchObject({ status: 200 });
    expect(await shop.waitForOrder(orderId, ({ payment }) => payment?.status === 'refunded')).toMatchObject({
      status: 'cancelled',
    });
    expect(await readOrderSnapshot(shop.system.database, orderId)).toMatchObject({
      charge: { status: 'succeeded', kept: 0 },
    });
  });

  it('is rejected when its signature is missing, wrong or expired, or its body was changed', async () => {
    const orderId = randomUUID();
    const type = 'charge.succeeded';
    const anHourAgo = Math.floor(Date.now() / 1_000) - 3_600;
    const good = signedEvent(orderId, type);
    const signature = good.headers['gateway-signature'];
    for (const event of [
      { ...good, headers: { 'gateway-signature': '' } },
      { ...good, headers: { 'gateway-signature': signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')) } },
      signedEvent(orderId, type, { secret: 'another secret' }),
      signedEvent(orderId, type, { timestamp: anHourAgo }),
      { ...good, body: good.body.replace(orderId, randomUUID()) },
    ]) {
      expect(await send(event)).toMatchObject({ status: 400, body: { code: 'webhook_rejected' } });
    }
    expect(
      await shop.system.database.query('SELECT FROM payments.gateway_events WHERE order_id = $1', [orderId]),
    ).toEqual([]);
    expect(await send(good)).toMatchObject({ status: 200 });
  });
});
