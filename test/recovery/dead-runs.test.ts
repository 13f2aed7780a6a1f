import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancellationWorkflowId, latePaymentWorkflowId, orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { COMPENSATION_ACTIVITIES, STEP_ACTIVITIES } from '../kit/activity-faults.js';
import { callApi, hasFinalStatus } from '../kit/api-client.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock, waitUntil } from '../kit/observe.js';
import { fetchPaymentPage, submitPaymentDecision } from '../kit/payment-page.js';
import { replayAll } from '../kit/replay.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';
import { signedEvent } from '../kit/webhook-events.js';
import { MOMENTS, terminateAt, waitUntilAtRest, type Moment } from './terminated-runs.js';

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront();
});
afterAll(async () => {
  await replayAll(shop.system);
  await shop.stop();
});
/** Lets an activity act that the test left interrupted: it would keep its worker from stopping. */
let actLate = () => Promise.resolve();
afterEach(async () => {
  shop.system.fault = undefined;
  await actLate();
  expect(await findViolations(shop.system.database)).toEqual({});
});

interface Refund {
  readonly id: string;
  readonly status: string;
}

const workflows = () => shop.system.temporal.client.workflow;
const cancel = (orderId: string) => shop.request('POST', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' });

/**
 * Without the local activities that end a placement: a run terminated during one keeps its workflow task until the worker
 * notices, which sometimes outlasts the test. `reconcile.test.ts` terminates runs there.
 */
const remotely = (activities: readonly string[]) =>
  activities.filter((activity) => activity !== 'confirmOrder' && activity !== 'endOrder');

/** Every combination of an activity and a moment at which the run that executes it is terminated. */
const terminations = (activities: readonly string[]) =>
  activities.flatMap((activity) => MOMENTS.map((moment): [Moment, string] => [moment, activity]));

function terminateNextAt(activity: string, moment: Moment) {
  const termination = terminateAt(shop.system.temporal.client, activity, moment);
  shop.system.fault = termination.fault;
  actLate = termination.actLate;
  return termination;
}

async function placeConfirmedOrder() {
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id);
  const order = await shop.waitForOrder(body.id, hasFinalStatus);
  expect(order.status).toBe('confirmed');
  await waitUntilAtRest(shop.system.temporal.client, order.id);
  return { orderId: order.id, product };
}

/** Places an order that waits for its customer. */
async function placeWaitingOrder() {
  const product = await shop.system.addProduct(1);
  const { body } = await shop.placeOrder(product.id, { payment_method: 'alipay', payment_token: undefined });
  const { payment } = await shop.waitForOrder(body.id, (order) => order.payment?.next_action != null);
  return { orderId: body.id, product, redirectUrl: payment?.next_action?.redirect_url ?? '' };
}

/** The order has ended, its stock is back on sale and no money is kept. */
async function expectNothingKept(orderId: string, productId: string, status = 'cancelled'): Promise<void> {
  await waitUntilAtRest(shop.system.temporal.client, orderId);
  const { order, charge } = await readOrderSnapshot(shop.system.database, orderId);
  expect(order).toMatchObject({ status });
  if (charge?.status === 'succeeded') expect(charge.kept).toBe(0);
  else expect(['canceled', 'declined', undefined]).toContain(charge?.status);
  expect(await readStock(shop.system, productId)).toEqual({ available: 1, reserved: 0, total: 1 });
}

describe('a placement that is terminated', () => {
  it.each(terminations(['priceOrder', 'reserveStock', 'createOrder']))(
    'is completed by its request %s %s',
    async (moment, activity) => {
      const product = await shop.system.addProduct(1);
      terminateNextAt(activity, moment);
      const headers = { 'idempotency-key': randomUUID() };
      const body = {
        items: [{ product_id: product.id, quantity: 1 }],
        payment_method: 'credit_card',
        payment_token: 'tok_approve',
      };
      const place = () => shop.request('POST', '/v1/orders', body, 'customer', headers);
      const { status, body: order } = await place();
      // Once the order exists, it is not placed again: its customer may cancel it.
      if (activity === 'createOrder' && moment === 'after') {
        expect([status, order.status]).toEqual([200, 'pending']);
        expect(await cancel(order.id)).toMatchObject({ status: 202 });
        return expectNothingKept(order.id, product.id);
      }
      expect(status).toBe(201);
      await actLate();
      expect(await shop.waitForOrder(order.id, hasFinalStatus)).toMatchObject({ status: 'confirmed' });
      await waitUntilAtRest(shop.system.temporal.client, order.id);
      expect(await readStock(shop.system, product.id)).toEqual({ available: 0, reserved: 0, total: 0 });
      expect(await place()).toMatchObject({ status: 200, body: { id: order.id } });
    },
  );

  it.each(terminations(remotely(STEP_ACTIVITIES.slice(3))))(
    'is compensated by a cancellation %s %s',
    async (moment, activity) => {
      const product = await shop.system.addProduct(1);
      const { terminated } = terminateNextAt(activity, moment);
      const { body } = await shop.placeOrder(product.id);
      await terminated;
      expect(await cancel(body.id)).toMatchObject({ status: 202 });
      await shop.waitForOrder(body.id, ({ status }) => status === 'cancelled');
      await waitUntilAtRest(shop.system.temporal.client, body.id);
      await actLate();
      await expectNothingKept(body.id, product.id);
      expect(await cancel(body.id)).toMatchObject({ status: 200, body: { status_reason: 'changed my mind' } });
    },
  );

  it.each(terminations(remotely(COMPENSATION_ACTIVITIES.slice(1))))(
    'is compensated by a cancellation %s %s, which compensated a declined payment',
    async (moment, activity) => {
      const product = await shop.system.addProduct(1);
      const { terminated } = terminateNextAt(activity, moment);
      const { body } = await shop.placeOrder(product.id, { payment_token: 'tok_decline' });
      await terminated;
      const ended = await shop.request('GET', `/v1/orders/${body.id}`);
      expect((await cancel(body.id)).status).toBe(ended.body.status === 'failed' ? 409 : 202);
      await waitUntilAtRest(shop.system.temporal.client, body.id);
      await actLate();
      await expectNothingKept(body.id, product.id, ended.body.status === 'failed' ? 'failed' : 'cancelled');
    },
  );

  it('leaves a payment page that takes no money after the cancellation', async () => {
    const { orderId, product, redirectUrl } = await placeWaitingOrder();
    await workflows().getHandle(orderWorkflowId(orderId)).terminate('a test');
    expect(await cancel(orderId)).toMatchObject({ status: 202 });
    await expectNothingKept(orderId, product.id);
    expect(await (await fetchPaymentPage(redirectUrl)).text()).toContain('Payment cancelled');
    await submitPaymentDecision(redirectUrl, 'approve');
    expect((await readOrderSnapshot(shop.system.database, orderId)).charge).toMatchObject({ status: 'canceled' });
  });

  it('refunds its customer who pays later', async () => {
    const { orderId, product, redirectUrl } = await placeWaitingOrder();
    await workflows().getHandle(orderWorkflowId(orderId)).terminate('a test');
    await submitPaymentDecision(redirectUrl, 'approve');
    expect(await shop.waitForOrder(orderId, hasFinalStatus)).toMatchObject({
      status: 'cancelled',
      status_reason: 'run_lost',
    });
    await expectNothingKept(orderId, product.id);
  });

  it('rejects an extension and says why', async () => {
    const { orderId, product } = await placeWaitingOrder();
    await workflows().getHandle(orderWorkflowId(orderId)).terminate('a test');
    const path = `/v1/orders/${orderId}/reservation/extend`;
    expect(await shop.request('POST', path, { seconds: 60 })).toMatchObject({
      status: 409,
      body: { code: 'reservation_not_extendable', detail: expect.stringContaining('interrupted') as string },
    });
    await cancel(orderId);
    await expectNothingKept(orderId, product.id);
  });

  it('is compensated by a cancellation when Temporal does not know it', async () => {
    const product = await shop.system.addProduct(1);
    const orderId = randomUUID();
    const expiresAt = new Date(Date.now() + 900_000).toISOString();
    const lines = [{ productId: product.id, quantity: 1 }];
    await shop.system.reservations.reserve({ orderId, lines, expiresAt });
    const item = { sku: 'MUG', name: 'Mug', price: product.price, subtotal: product.price };
    await shop.system.orders.create({
      orderId,
      userId: randomUUID(),
      paymentMethod: 'credit_card',
      requestFingerprint: null,
      items: lines.map((line) => ({ ...line, ...item })),
      totalAmount: product.price,
      currency: 'USD',
      reservationExpiresAt: expiresAt,
    });
    expect(await shop.request('POST', `/v1/orders/${orderId}/cancel`, {}, 'operator')).toMatchObject({ status: 202 });
    await waitUntil(
      () => readOrderSnapshot(shop.system.database, orderId),
      ({ order }) => order?.status === 'cancelled',
    );
    await expectNothingKept(orderId, product.id);
  });
});

describe('a cancellation that is terminated', () => {
  it.each(terminations(['cancelPayment', 'restock', 'endOrder']))(
    'is completed by a repeated request %s %s',
    async (moment, activity) => {
      const { orderId, product } = await placeConfirmedOrder();
      const { terminated } = terminateNextAt(activity, moment);
      expect(await cancel(orderId)).toMatchObject({ status: 202 });
      await terminated;
      const isCancelled = activity === 'endOrder' && moment === 'after';
      expect(await cancel(orderId)).toMatchObject({ status: isCancelled ? 200 : 202 });
      await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
      await waitUntilAtRest(shop.system.temporal.client, orderId);
      await actLate();
      await expectNothingKept(orderId, product.id);
    },
  );

  it('is started once when the requests are repeated while it runs and after it has completed', async () => {
    const { orderId, product } = await placeConfirmedOrder();
    await Promise.all([cancel(orderId), cancel(orderId)]);
    await expectNothingKept(orderId, product.id);
    expect(await cancel(orderId)).toMatchObject({ status: 200 });
    const run = await workflows().getHandle(cancellationWorkflowId(orderId)).describe();
    await cancel(orderId);
    expect((await workflows().getHandle(cancellationWorkflowId(orderId)).describe()).runId).toBe(run.runId);
  });
});

describe('a refund', () => {
  const refund = (orderId: string, key: string) =>
    shop.request<Refund>('POST', `/v1/orders/${orderId}/refunds`, { amount: 500, reason: 'a scratch' }, 'operator', {
      'idempotency-key': key,
    });
  const readRefunds = (orderId: string) =>
    shop.system.database.query<{ id: string; status: string }>(
      `SELECT r.id, r.status FROM payments.refunds r JOIN payments.payments p ON p.id = r.payment_id WHERE order_id = $1`,
      [orderId],
    );

  it.each(MOMENTS)('is made once when its run is terminated %s the refund', async (moment) => {
    const { orderId } = await placeConfirmedOrder();
    terminateNextAt('refundPayment', moment);
    const key = randomUUID();
    const first = await refund(orderId, key);
    expect(first).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    await actLate();
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: first.body });
    expect(await readRefunds(orderId)).toEqual([{ id: first.body.id, status: 'succeeded' }]);
  });

  /** Lets the gateway's answer be lost, and interrupts the run before the next attempt. */
  function interruptAfterAttempt(interrupt: (workflowId: string) => Promise<unknown>, times: number) {
    let interrupted = 0;
    shop.system.fault = async (name, run, args) => {
      if (name !== 'refundPayment' || interrupted === times) return run();
      interrupted += 1;
      await shop.system.database.query(
        `INSERT INTO payments.refunds (id, payment_id, amount, reason, status)
         SELECT $1, id, $3, 'a scratch', 'pending' FROM payments.payments WHERE order_id = $2 ON CONFLICT DO NOTHING`,
        [...Object.values(args[0] as { refundId: string; orderId: string }).slice(0, 2), 500],
      );
      await interrupt(`refund-${(args[0] as { refundId: string }).refundId}`);
      throw new Error('the answer was lost');
    };
  }

  it('is made when its run is cancelled between two attempts', async () => {
    const { orderId } = await placeConfirmedOrder();
    interruptAfterAttempt((workflowId) => workflows().getHandle(workflowId).cancel(), 1);
    const key = randomUUID();
    const first = await refund(orderId, key);
    expect(first).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: first.body });
  });

  it('returns 503 while each of its runs is terminated, and its key finds the outcome later', async () => {
    const { orderId } = await placeConfirmedOrder();
    interruptAfterAttempt((workflowId) => workflows().getHandle(workflowId).terminate('a test'), 3);
    const key = randomUUID();
    expect(await refund(orderId, key)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: { status: 'succeeded' } });
  });

  it('keeps its outcome after its order was cancelled', async () => {
    const { orderId, product } = await placeConfirmedOrder();
    interruptAfterAttempt((workflowId) => workflows().getHandle(workflowId).terminate('a test'), 3);
    const key = randomUUID();
    expect(await refund(orderId, key)).toMatchObject({ status: 503 });
    await cancel(orderId);
    await shop.waitForOrder(orderId, ({ status }) => status === 'cancelled');
    await expectNothingKept(orderId, product.id);
    expect(await refund(orderId, key)).toMatchObject({ status: 201, body: { status: 'succeeded' } });
    expect(await refund(orderId, randomUUID())).toMatchObject({
      status: 409,
      body: { code: 'payment_not_refundable' },
    });
  });
});

describe('the refund of a late payment', () => {
  /** Sends the event of a charge that the provider captured although it was cancelled. */
  async function captureLate(orderId: string): Promise<void> {
    await shop.system.database.query(
      `UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1`,
      [orderId],
    );
    await sendEvent(orderId);
  }

  async function sendEvent(orderId: string): Promise<void> {
    const { body, headers } = signedEvent(orderId, 'charge.succeeded');
    expect(await callApi(shop.url, 'POST', '/v1/webhooks/payments', { text: body, headers })).toMatchObject({
      status: 200,
    });
  }

  async function placeCancelledOrder() {
    const placed = await placeWaitingOrder();
    await cancel(placed.orderId);
    await expectNothingKept(placed.orderId, placed.product.id);
    return placed;
  }

  const resumptions: Readonly<Record<string, (orderId: string) => Promise<unknown>>> = {
    'a repeated cancellation': cancel,
    'another event': sendEvent,
  };

  describe.each(Object.keys(resumptions))('is completed by %s', (resumption) => {
    it.each(MOMENTS)('when its run is terminated %s the refund', async (moment) => {
      const { orderId, product } = await placeCancelledOrder();
      const { terminated } = terminateNextAt('cancelPayment', moment);
      await captureLate(orderId);
      await terminated;
      await resumptions[resumption]?.(orderId);
      await waitUntilAtRest(shop.system.temporal.client, orderId);
      await actLate();
      await expectNothingKept(orderId, product.id);
    });
  });

  it('is made when its run is cancelled between two attempts', async () => {
    const { orderId, product } = await placeCancelledOrder();
    let attempts = 0;
    shop.system.fault = async (name, run) => {
      attempts += 1;
      if (name !== 'cancelPayment' || attempts > 1) return run();
      await workflows().getHandle(latePaymentWorkflowId(orderId)).cancel();
      throw new Error('the answer was lost');
    };
    await captureLate(orderId);
    await expectNothingKept(orderId, product.id);
  });
});
