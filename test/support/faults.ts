import { Context } from '@temporalio/activity';
import { orderState, type OrderStep } from '../../src/workflows/messages.js';
import { until } from './observe.js';
import type { Fault } from './activities.js';
import type { Placed } from './system.js';

/** The activities that place an order, in their order. */
export const STEPS = [
  'priceOrder',
  'reserveStock',
  'createOrder',
  'processPayment',
  'confirmStock',
  'confirmOrder',
] as const;

/** Those that undo it, in theirs. */
export const COMPENSATIONS = ['restock', 'cancelPayment', 'endOrder', 'releaseStock'] as const;

/** Does something the first time an activity is about to run; the activity then goes on. */
export function before(activity: string, act: () => Promise<unknown>): Fault {
  let done = false;
  return async (name, run) => {
    if (name === activity && !done) {
      done = true;
      await act();
    }
    return run();
  };
}

/** A charge that gets no answer until its activity is cancelled. */
export const unansweredCharge: Fault = async (name, run) => {
  if (name !== 'processPayment') return run();
  const heart = setInterval(() => Context.current().heartbeat(), 100);
  try {
    return await Context.current().cancelled;
  } finally {
    clearInterval(heart);
  }
};

/** Resolves when the placement is at the given step. */
export async function reaches({ handle }: Placed, wanted: OrderStep): Promise<void> {
  await until(
    () => handle.query(orderState),
    ({ step }) => step === wanted,
  );
}
