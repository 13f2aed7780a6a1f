import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../src/contracts/search-attributes.js';
import { cancelOrder } from '../../src/workflows/messages.js';
import type { placeOrder } from '../../src/workflows/place-order.js';
import { holdActivity, waitForStep } from '../kit/activity-faults.js';
import type { Fault } from '../kit/faulty-activities.js';
import { findViolations } from '../kit/invariants.js';
import { readStock, waitUntil } from '../kit/observe.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';
import { waitForCancellationRun } from './cancellation-run.js';
import { listResetPoints } from './reset-points.js';

type PlaceOrderRun = PlacedOrder['handle'];

/** Long enough to place an order, short enough to wait for its expiry. */
const RESERVATION_TTL_SECONDS = 5;

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterEach(() => {
  system.fault = undefined;
});
afterAll(() => system.stop());

/** Resets a run to its first workflow task. */
async function resetToStart({ handle }: PlacedOrder): Promise<PlaceOrderRun> {
  const { client } = system.temporal;
  const point = (await listResetPoints(client, handle.workflowId))[0] ?? expect.fail();
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId: handle.workflowId, runId: point.runId },
    workflowTaskFinishEventId: point.eventId,
    requestId: randomUUID(),
    reason: 'a test',
  });
  return client.workflow.getHandle<typeof placeOrder>(handle.workflowId, runId);
}

/** Resets a run, and acts when the new run waits for the activity, which is blocked until then. */
async function whileBlocked(activity: string, placed: PlacedOrder, act: (run: PlaceOrderRun) => Promise<unknown>) {
  const { fault, reached, release } = holdActivity(activity);
  system.fault = fault;
  const run = await resetToStart(placed);
  await reached;
  await act(run).finally(release);
  return run;
}

async function expiry(run: PlaceOrderRun): Promise<void> {
  await waitUntil(
    async () =>
      (await run.fetchHistory()).events?.some(({ timerFiredEventAttributes }) => timerFiredEventAttributes) ?? false,
    (fired) => fired,
  );
}

async function readOrder({ orderId }: PlacedOrder) {
  const [row] = await system.database.query<{ status: string; charge: string; refunded: string }>(
    `SELECT o.status, c.status AS charge, c.refunded_amount AS refunded
     FROM orders.orders o LEFT JOIN gateway.charges c ON c.order_id = o.id::text WHERE o.id = $1`,
    [orderId],
  );
  return row;
}

/** An order of the only unit of a product. */
async function place(input: Parameters<System['place']>[0] = {}) {
  const product = await system.addProduct(1);
  const lines = [{ productId: product.id, quantity: 1 }];
  const placed = await system.place({ lines, reservationTtlSeconds: RESERVATION_TTL_SECONDS, ...input });
  return { product, placed };
}

async function expectKept(run: PlaceOrderRun, { product, placed }: Awaited<ReturnType<typeof place>>) {
  expect(await run.result()).toMatchObject({ status: 'confirmed', rejection: null });
  expect(await readOrder(placed)).toMatchObject({ status: 'confirmed', charge: 'succeeded', refunded: '0' });
  expect(await readStock(system, product.id)).toEqual({ available: 0, reserved: 0, total: 0 });
  expect(await findViolations(system.database)).toEqual({});
}

describe('a confirmed order whose run is reset', () => {
  it('stays confirmed when the new reservation expires before the stock is reserved', async () => {
    const order = await place();
    await order.placed.handle.result();
    await expectKept(await whileBlocked('reserveStock', order.placed, expiry), order);
  });

  it('stays confirmed when the new reservation expires before the order is created', async () => {
    const order = await place();
    await order.placed.handle.result();
    const { fault, reached, release } = holdActivity('reserveStock');
    system.fault = fault;
    const run = await resetToStart(order.placed);
    await reached;
    // The run learns in one workflow task that the stock is reserved and that the reservation has expired.
    await system.withoutWorker('orders', async () => {
      release();
      await expiry(run);
    });
    await expectKept(run, order);
  });

  it.each(['reserveStock', 'createOrder'])(
    'is refunded and restocked when it is cancelled during %s',
    async (activity) => {
      const { product, placed } = await place();
      await placed.handle.result();
      const run = await whileBlocked(activity, placed, (run) => run.signal(cancelOrder, { reason: 'a test' }));

      await run.result();
      await waitForCancellationRun(system.temporal.client, placed.orderId);
      expect(await readOrder(placed)).toMatchObject({ status: 'cancelled' });
      expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
      expect(await findViolations(system.database)).toEqual({});
    },
  );
});

it('cancels the pending order of an earlier run when the new reservation expires first', async () => {
  const { product, placed } = await place({ paymentMethod: 'alipay', reservationTtlSeconds: 8 });
  await waitForStep(placed, 'awaiting_customer');
  const run = await whileBlocked('reserveStock', placed, expiry);

  await run.result();
  await waitForCancellationRun(system.temporal.client, placed.orderId);
  expect(await readOrder(placed)).toMatchObject({ status: 'cancelled', charge: 'canceled' });
  expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
  expect(await findViolations(system.database)).toEqual({});
});

it('refunds a confirmed order that is cancelled after the new run has found it', async () => {
  const { product, placed } = await place();
  await placed.handle.result();
  const run = await whileBlocked('confirmStock', placed, (run) => run.signal(cancelOrder, { reason: 'a test' }));

  expect(await run.result()).toMatchObject({ status: 'cancelled' });
  expect(await readOrder(placed)).toMatchObject({ status: 'cancelled' });
  expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
  expect(await findViolations(system.database)).toEqual({});
});

it('restocks what an earlier run confirmed when the run that repeats it is cancelled during its payment', async () => {
  const unconfirmable: Fault = (name, run) => {
    if (name === 'confirmOrder') throw new Error('the database is away');
    return run();
  };
  system.fault = unconfirmable;
  const order = await place({ reservationTtlSeconds: 900 });
  await waitUntil(
    () =>
      system.database.query<{ status: string }>('SELECT status FROM inventory.reservations WHERE order_id = $1', [
        order.placed.orderId,
      ]),
    (reservations) => reservations.some(({ status }) => status === 'confirmed'),
  );
  const { fault, reached, release } = holdActivity('processPayment');
  system.fault = async (name, run, input) => {
    await fault(name, () => Promise.resolve(), input);
    if (name === 'processPayment') throw ApplicationFailure.nonRetryable('the request was cancelled');
    return unconfirmable(name, run, input);
  };
  const run = await resetToStart(order.placed);
  await reached;
  await run.signal(cancelOrder, { reason: 'a test' }).finally(release);

  expect(await run.result()).toMatchObject({ status: 'cancelled' });
  expect(await readStock(system, order.product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
  expect(await findViolations(system.database)).toEqual({});
});

it('ends as the order did when an earlier run ended it in another way', async () => {
  const { fault, reached, release } = holdActivity('processPayment');
  system.fault = fault;
  const { placed } = await place({ paymentToken: 'tok_decline' });
  await reached;
  const { orderId } = placed;
  const [{ userId } = expect.fail()] = await system.database.query<{ userId: string }>(
    'SELECT user_id AS "userId" FROM orders.orders WHERE id = $1',
    [orderId],
  );
  const request = { orderId, userId, paymentMethod: 'credit_card' as const, requestFingerprint: null };
  await system.orders.terminate(request, { status: 'failed', reason: 'payment_declined', actor: 'system' });
  await placed.handle.signal(cancelOrder, { reason: 'a test' });
  release();

  expect(await placed.handle.result()).toMatchObject({ status: 'failed', reason: 'payment_declined' });
  const { typedSearchAttributes } = await placed.handle.describe();
  expect(typedSearchAttributes.get(SEARCH_ATTRIBUTES.orderStatus)).toBe('failed');
});
