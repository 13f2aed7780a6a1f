import { randomUUID } from 'node:crypto';
import { Context } from '@temporalio/activity';
import { orderState } from '../../src/workflows/messages.js';
import { type OrderStep } from '../../src/contracts/place-order.js';
import { waitUntil } from './observe.js';
import type { Fault } from './faulty-activities.js';
import type { PlacedOrder, System } from './system.js';

/** The activities of a placement, in order. */
export const STEP_ACTIVITIES = [
  'priceOrder',
  'reserveStock',
  'createOrder',
  'processPayment',
  'confirmStock',
  'confirmOrder',
] as const;

/** The activities that compensate it, in order. */
export const COMPENSATION_ACTIVITIES = ['restock', 'cancelPayment', 'endOrder', 'releaseStock'] as const;

/** Runs an action before the first call of an activity. */
export function beforeActivity(activity: string, action: () => Promise<unknown>): Fault {
  let done = false;
  return async (name, run) => {
    if (name === activity && !done) {
      done = true;
      await action();
    }
    return run();
  };
}

/** Blocks every call of an activity until `release` is called. */
export function holdActivity(activity: string) {
  let release!: () => void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let reach!: (request: unknown) => void;
  /** Resolves with the activity's input when the first call is blocked. */
  const reached = new Promise<unknown>((resolve) => (reach = resolve));
  const fault: Fault = async (name, run, [request]) => {
    if (name === activity) {
      reach(request);
      await released;
    }
    return run();
  };
  return { fault, reached, release };
}

/** Places an order whose charge succeeds after the expiry cancelled the payment activity. */
export async function placePaidWhileExpiring(system: System, reservationTtlSeconds: number) {
  system.fault = async (name, run) => {
    if (name !== 'processPayment') return run();
    const heartbeatTimer = setInterval(() => Context.current().heartbeat(), 100);
    await Context.current().cancelled.catch(() => clearInterval(heartbeatTimer));
    return { status: 'success', paymentId: (await system.payments.process(charge)).id, transactionId: null };
  };
  const product = await system.addProduct(1);
  const [orderId, userId] = [randomUUID(), randomUUID()];
  const charge = { orderId, userId, amount: product.price, currency: 'USD', method: 'credit_card' as const };
  const lines = [{ productId: product.id, quantity: 1 }];
  return { product, placed: await system.place({ orderId, userId, lines, reservationTtlSeconds }) };
}

/** Charges hang until their activity is cancelled. */
export const hangingCharge: Fault = async (name, run) => {
  if (name !== 'processPayment') return run();
  const heartbeatTimer = setInterval(() => Context.current().heartbeat(), 100);
  try {
    return await Context.current().cancelled;
  } finally {
    clearInterval(heartbeatTimer);
  }
};

/** Resolves when the placement is at the given step. */
export async function waitForStep({ handle }: PlacedOrder, expected: OrderStep): Promise<void> {
  await waitUntil(
    () => handle.query(orderState),
    ({ step }) => step === expected,
  );
}
