import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PaymentReceipt } from '../../src/contracts/payments.js';
import { cancelOrder, orderState } from '../../src/workflows/messages.js';
import { beforeActivity, holdActivity } from '../kit/activity-faults.js';
import type { Fault } from '../kit/faulty-activities.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type System } from '../kit/system.js';

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

async function placeManual(fault?: Fault) {
  const calls: string[] = [];
  system.fault = (name, run, args) => {
    calls.push(name);
    return fault ? fault(name, run, args) : run();
  };
  const product = await system.addProduct(1);
  const placed = await system.place({
    lines: [{ productId: product.id, quantity: 1 }],
    paymentCapture: 'manual',
  });
  return { ...placed, calls, stock: () => readStock(system, product.id) };
}

const statusOfCharge = async (orderId: string) =>
  (await readOrderSnapshot(system.database, orderId)).charge as { status: string } | undefined;

describe('an order with manual capture', () => {
  it('captures its payment after its stock is confirmed', async () => {
    let whileConfirming: unknown;
    const { handle, orderId, calls } = await placeManual(
      beforeActivity('confirmStock', async () => {
        whileConfirming = await statusOfCharge(orderId);
      }),
    );
    expect(await handle.result()).toMatchObject({ status: 'confirmed' });
    expect(whileConfirming).toMatchObject({ status: 'authorized' });
    expect(await statusOfCharge(orderId)).toMatchObject({ status: 'succeeded', kept: 1_999 });
    expect(calls.slice(-4)).toEqual(['processPayment', 'confirmStock', 'capturePayment', 'confirmOrder']);
    expect((await handle.query(orderState)).steps.map(({ id }) => id)).toEqual([
      ...['price', 'reserve', 'create', 'pay', 'confirm_stock', 'capture', 'confirm_order'],
    ]);
  });

  it('is undone when the capture is refused: its stock is restocked and its payment voided', async () => {
    const { handle, orderId, stock } = await placeManual((name, run) => {
      if (name === 'capturePayment') throw ApplicationFailure.nonRetryable('The card was closed.', 'payment_declined');
      return run();
    });
    expect(await handle.result()).toMatchObject({ status: 'failed', reason: 'payment_declined' });
    expect(await stock()).toMatchObject({ available: 1, reserved: 0 });
    expect(await readOrderSnapshot(system.database, orderId)).toMatchObject({
      order: { status: 'failed', status_reason: 'payment_declined' },
      payment: { status: 'failed', failure_reason: 'voided' },
      charge: { status: 'canceled' },
    });
  });

  it('is voided and not refunded when it is cancelled before the capture', async () => {
    const held = holdActivity('confirmStock');
    const { handle, orderId } = await placeManual(held.fault);
    await held.reached;
    await handle.signal(cancelOrder, { reason: 'no longer needed' });
    held.release();
    expect(await handle.result()).toMatchObject({ status: 'cancelled', reason: 'no longer needed' });
    expect(await statusOfCharge(orderId)).toMatchObject({ status: 'canceled' });
  });

  it('charges at once when the payment was captured all the same', async () => {
    const { handle, calls } = await placeManual(async (name, run) => {
      const result = await run();
      return name === 'processPayment' ? { ...(result as PaymentReceipt), status: 'success' } : result;
    });
    // The gateway's charge is still authorized: captured here, so that the ledgers agree.
    const outcome = await handle.result();
    expect(outcome).toMatchObject({ status: 'confirmed' });
    expect(calls).not.toContain('capturePayment');
    await system.payments.capture({ orderId: outcome.orderId });
  });
});
