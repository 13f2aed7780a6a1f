import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { waitForStep } from '../kit/activity-faults.js';
import type { Fault } from '../kit/faulty-activities.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import { submitPaymentDecision } from '../kit/payment-page.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

/** No event reaches this system, as if each one were lost or the webhook secret were wrong. */
let system: System;
beforeAll(async () => {
  system = await startSystem('time-skipping');
});
afterAll(() => system.stop());
afterEach(async () => {
  system.fault = undefined;
  expect(await findViolations(system.database)).toEqual({});
});

/** In whole seconds of the test server's time. */
async function durationSeconds({ handle }: PlacedOrder): Promise<number> {
  const { startTime, closeTime } = await handle.describe();
  return Math.floor(((closeTime?.getTime() ?? NaN) - startTime.getTime()) / 1_000);
}

/** Runs an action before the given request for the payment, and counts the requests. */
function onRequest(number: number, action: (request: { orderId: string }) => Promise<unknown>) {
  const requests = { count: 0 };
  const fault: Fault = async (name, run, args) => {
    if (name !== 'processPayment') return run();
    requests.count += 1;
    if (requests.count === number) await action(args[0] as { orderId: string });
    return run();
  };
  system.fault = fault;
  return requests;
}

const approve = async ({ orderId }: { orderId: string }) => {
  const [payment] = await system.database.query<{ redirect_url: string }>(
    'SELECT redirect_url FROM payments.payments WHERE order_id = $1',
    [orderId],
  );
  await submitPaymentDecision(payment?.redirect_url, 'approve');
};

async function placeWallet(reservationTtlSeconds = 900) {
  const product = await system.addProduct(1);
  const lines = [{ productId: product.id, quantity: 1 }];
  const placed = await system.place({ lines, paymentMethod: 'alipay', reservationTtlSeconds });
  return { placed, stock: () => readStock(system, product.id) };
}

describe('an order whose payment is undecided', () => {
  it.each([
    ['a minute', 2],
    ['seven minutes', 4],
    ['a moment before it expires', 5],
  ])('is confirmed %s after it was placed when the event of its payment is lost', async (_, request) => {
    const requests = onRequest(request, approve);
    const { placed, stock } = await placeWallet();
    expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
    expect(requests.count).toBe(request);
    expect(await stock()).toMatchObject({ available: 0, reserved: 0 });
    expect(await readOrderSnapshot(system.database, placed.orderId)).toMatchObject({
      payment: { status: 'success' },
      charge: { status: 'succeeded', kept: 1_999 },
    });
  });

  it('expires on time when its customer does nothing', async () => {
    const requests = onRequest(0, approve);
    const { placed, stock } = await placeWallet();
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
    expect(await durationSeconds(placed)).toBeLessThan(960);
    expect(requests.count).toBe(5);
    expect(await stock()).toMatchObject({ available: 1, reserved: 0 });
  });

  it('expires on time when the provider is down at the last lookup', async () => {
    const down = Object.assign(new Error('The provider is down.'), { name: 'GatewayUnavailable' });
    const requests = { count: 0 };
    system.fault = (name, run) => {
      if (name === 'processPayment') requests.count += 1;
      return name === 'processPayment' && requests.count > 4 ? Promise.reject(down) : run();
    };
    const { placed } = await placeWallet();
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
    expect(await durationSeconds(placed)).toBeLessThan(960);
    expect(requests.count).toBeGreaterThan(4);
  });

  it('has a short history, even when it waits for a day', async () => {
    const { placed } = await placeWallet(86_400);
    expect(await placed.handle.result()).toMatchObject({ status: 'cancelled', reason: 'reservation_expired' });
    expect((await placed.handle.describe()).historyLength).toBeLessThan(220);
  });

  it('is confirmed when the bank decides a card later', async () => {
    let undecided = 2;
    system.fault = async (name, run) => {
      if (name !== 'processPayment') return run();
      undecided -= 1;
      return undecided < 0 ? run() : { status: 'requires_action', paymentId: randomUUID(), transactionId: null };
    };
    const placed = await system.place();
    await waitForStep(placed, 'awaiting_customer');
    expect(await placed.handle.result()).toMatchObject({ status: 'confirmed' });
    expect(undecided).toBeLessThan(0);
  });
});
