import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelOrder } from '../../src/workflows/messages.js';
import { beforeActivity, placePaidWhileExpiring, waitForStep, hangingCharge } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStatusHistory, readStock, waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(async () => {
  await replayAll(system);
  await system.stop();
});
afterEach(async () => {
  system.fault = undefined;
  expect(await findViolations(system.database)).toEqual({});
});

describe('an order that can be fulfilled', () => {
  it('is confirmed, charged once, and reduces the stock', async () => {
    const [a, b] = [await system.addProduct(5, 1_000), await system.addProduct(5, 250)];
    const { orderId, handle } = await system.place({
      lines: [
        { productId: a.id, quantity: 2 },
        { productId: b.id, quantity: 1 },
      ],
    });
    expect(await handle.result()).toMatchObject({ orderId, status: 'confirmed', reason: null, rejection: null });
    expect(await readOrderSnapshot(system.database, orderId)).toEqual({
      order: { status: 'confirmed', status_reason: null },
      payment: { status: 'success', failure_reason: null },
      charge: { status: 'succeeded', kept: 2_250 },
    });
    expect(await readStock(system, a.id)).toEqual({ available: 3, reserved: 0, total: 3 });
    expect(await readStock(system, b.id)).toEqual({ available: 4, reserved: 0, total: 4 });
    expect(await readStatusHistory(system.database, orderId)).toEqual(['pending', 'paid', 'confirmed']);
  });

  it('is rejected when the lines of one product together exceed the stock', async () => {
    const product = await system.addProduct(5);
    const line = { productId: product.id, quantity: 5 };
    const { handle } = await system.place({ lines: [line, line] });
    expect(await handle.result()).toMatchObject({
      status: 'rejected',
      rejection: {
        code: 'insufficient_stock',
        details: { items: [{ product_id: product.id, requested: 10, available: 5 }] },
      },
    });
    expect(await readStock(system, product.id)).toEqual({ available: 5, reserved: 0, total: 5 });
  });

  it.each(['tok_timeout', 'tok_flaky'])('is charged once with %s', async (paymentToken) => {
    const { orderId, handle } = await system.place({ paymentToken });
    expect(await handle.result()).toMatchObject({ status: 'confirmed' });
    expect(await readOrderSnapshot(system.database, orderId)).toMatchObject({
      charge: { status: 'succeeded', kept: 1_999 },
    });
  });
});

describe('an order that cannot be fulfilled', () => {
  const rejected = async (placed: PlacedOrder) => {
    const acceptance = await placed.acceptance;
    const result = await placed.handle.result();
    expect(result).toMatchObject({ status: 'rejected', rejection: acceptance.rejection });
    expect(await readOrderSnapshot(system.database, placed.orderId)).toEqual({
      order: undefined,
      payment: undefined,
      charge: undefined,
    });
    return acceptance.rejection;
  };

  it('is rejected when a product is unknown', async () => {
    const productId = '11111111-1111-4111-8111-111111111111';
    const placed = await system.place({ lines: [{ productId, quantity: 1 }] });
    expect(await rejected(placed)).toMatchObject({ code: 'product_not_found', details: { product_id: productId } });
  });

  it('is rejected when a product is inactive', async () => {
    const product = await system.addProduct(1);
    await system.catalog.update(product.id, { status: 'inactive' });
    const placed = await system.place({ lines: [{ productId: product.id, quantity: 1 }] });
    expect(await rejected(placed)).toMatchObject({ code: 'product_inactive' });
  });

  it('is rejected as a whole when its second product is out of stock', async () => {
    const [plenty, short] = [await system.addProduct(9), await system.addProduct(1)];
    const placed = await system.place({
      lines: [
        { productId: plenty.id, quantity: 3 },
        { productId: short.id, quantity: 2 },
      ],
    });
    expect(await rejected(placed)).toMatchObject({
      code: 'insufficient_stock',
      details: { items: [{ product_id: short.id, requested: 2, available: 1 }] },
    });
    expect(await readStock(system, plenty.id)).toEqual({ available: 9, reserved: 0, total: 9 });
    const moved = await system.database.query('SELECT FROM inventory.stock_movements WHERE order_id = $1', [
      placed.orderId,
    ]);
    expect(moved).toHaveLength(0);
  });

  it.each([
    ['tok_decline', 'card_declined'],
    ['tok_insufficient_funds', 'insufficient_funds'],
  ])('fails when its card is declined with %s', async (paymentToken, failureReason) => {
    const product = await system.addProduct(1);
    const { orderId, handle } = await system.place({ paymentToken, lines: [{ productId: product.id, quantity: 1 }] });
    expect(await handle.result()).toMatchObject({ status: 'failed', reason: 'payment_declined' });
    expect(await readOrderSnapshot(system.database, orderId)).toMatchObject({
      order: { status: 'failed', status_reason: 'payment_declined' },
      payment: { status: 'failed', failure_reason: failureReason },
      charge: { status: 'declined' },
    });
    expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await readStatusHistory(system.database, orderId)).toEqual(['pending', 'failed']);
  });
});

describe('a cancelled order', () => {
  const cancel = (placed: PlacedOrder) =>
    placed.handle.signal(cancelOrder, { reason: 'changed my mind', actor: 'customer' });

  it('charges nothing and releases its stock when cancelled before its payment', async () => {
    system.fault = hangingCharge;
    const product = await system.addProduct(1);
    const placed = await system.place({ lines: [{ productId: product.id, quantity: 1 }] });
    await waitForStep(placed, 'paying');
    await cancel(placed);
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'changed my mind' });
    expect(await readOrderSnapshot(system.database, placed.orderId)).toMatchObject({
      order: { status: 'cancelled', status_reason: 'changed my mind' },
      payment: { status: 'failed', failure_reason: 'voided' },
      charge: undefined,
    });
    expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
  });

  it('is refunded and restocked when cancelled after its payment, and a late confirmation is rejected', async () => {
    const product = await system.addProduct(1);
    const orderId = randomUUID();
    const handle = system.temporal.client.workflow.getHandle(`order-${orderId}`);
    const late: unknown[] = [];
    system.fault = async (name, run) => {
      if (name !== 'confirmStock') return run();
      await handle.signal(cancelOrder, { reason: 'too late?' });
      await handle.result();
      return run().catch((error: unknown) => late.push(error));
    };
    const placed = await system.place({ orderId, lines: [{ productId: product.id, quantity: 1 }] });
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'too late?' });
    await waitUntil(
      () => Promise.resolve(late),
      ([error]) => error !== undefined,
    );
    expect(late).toMatchObject([{ code: 'reservation_closed' }]);
    expect(await readOrderSnapshot(system.database, orderId)).toMatchObject({
      order: { status: 'cancelled' },
      payment: { status: 'refunded' },
      charge: { status: 'succeeded', kept: 0 },
    });
    expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await readStatusHistory(system.database, orderId)).toEqual(['pending', 'paid', 'cancelled']);
  });

  it('is confirmed, then refunded and restocked when cancelled during its confirmation', async () => {
    const product = await system.addProduct(1);
    const orderId = randomUUID();
    const handle = system.temporal.client.workflow.getHandle(`order-${orderId}`);
    system.fault = beforeActivity('confirmOrder', () => handle.signal(cancelOrder));
    const placed = await system.place({ orderId, lines: [{ productId: product.id, quantity: 1 }] });
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'cancel_requested' });
    expect(await readOrderSnapshot(system.database, orderId)).toMatchObject({ charge: { kept: 0 } });
    expect(await readStock(system, product.id)).toEqual({ available: 1, reserved: 0, total: 1 });
    expect(await readStatusHistory(system.database, orderId)).toEqual(['pending', 'paid', 'confirmed', 'cancelled']);
  });

  it('is rejected and leaves only tombstones when cancelled before it is accepted', async () => {
    const orderId = randomUUID();
    const handle = system.temporal.client.workflow.getHandle(`order-${orderId}`);
    system.fault = beforeActivity('reserveStock', () => handle.signal(cancelOrder));
    const placed = await system.place({ orderId });
    expect(await placed.handle.result()).toMatchObject({ status: 'rejected', reason: 'order_called_off' });
    expect(await readOrderSnapshot(system.database, orderId)).toEqual({
      order: undefined,
      payment: undefined,
      charge: undefined,
    });
  });

  it('is compensated when its run is cancelled, and the run ends as cancelled', async () => {
    system.fault = hangingCharge;
    const placed = await system.place();
    await waitForStep(placed, 'paying');
    await placed.handle.cancel();
    const error = await placed.handle.result().catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(WorkflowFailedError);
    expect((error as WorkflowFailedError).cause).toBeInstanceOf(CancelledFailure);
    expect(await readOrderSnapshot(system.database, placed.orderId)).toMatchObject({
      order: { status: 'cancelled', status_reason: 'workflow_cancelled' },
      payment: { status: 'failed' },
    });
  });
});

describe('an order that reserves the last piece', () => {
  it('keeps the piece from other orders until it expires', async () => {
    const orderId = randomUUID();
    system.fault = async (name, run, [request]) => {
      const isFirst = (request as { orderId: string }).orderId === orderId;
      return isFirst ? hangingCharge(name, run, [request]) : run();
    };
    const product = await system.addProduct(1);
    const lines = [{ productId: product.id, quantity: 1 }];
    const first = await system.place({ orderId, lines, reservationTtlSeconds: 2 });
    await waitForStep(first, 'paying');
    const second = await system.place({ lines });
    expect(await second.acceptance).toMatchObject({
      rejection: { code: 'insufficient_stock' },
    });
    await first.handle.result();
    const third = await system.place({ lines });
    expect(await third.handle.result()).toMatchObject({ status: 'confirmed' });
  });

  it('is confirmed when its payment succeeds while it expires', async () => {
    const { placed, product } = await placePaidWhileExpiring(system, 1);
    expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
    expect(await readOrderSnapshot(system.database, placed.orderId)).toMatchObject({ charge: { kept: product.price } });
  });
});
