import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { cancelOrder } from '../../src/workflows/messages.js';
import { beforeActivity, placePaidWhileExpiring, waitForStep, hangingCharge } from '../kit/activity-faults.js';
import type { Fault } from '../kit/faulty-activities.js';
import type { PlacedOrder, System } from '../kit/system.js';

/** A placed order and the expected outcome of its run. */
interface ScenarioRun {
  readonly placed: PlacedOrder;
  /** Undefined when the run ends as cancelled. */
  readonly outcome?: readonly [status: string, reason: string | null];
}

/** Paths that need a fault or a cancellation at a certain moment. */
export const FAULT_SCENARIOS: Readonly<Record<string, (system: System) => Promise<ScenarioRun>>> = {
  'place-order.cancelled-while-paying': async (system) => {
    const placed = await placeUnanswered(system);
    await placed.handle.signal(cancelOrder, { reason: 'changed my mind', actor: 'customer' });
    return { placed, outcome: ['cancelled', 'changed my mind'] };
  },
  'place-order.cancelled-while-confirming-stock': (system) =>
    cancelAt(system, 'confirmStock', ['cancelled', 'cancel_requested']),
  'place-order.cancelled-while-confirming': (system) =>
    cancelAt(system, 'confirmOrder', ['cancelled', 'cancel_requested']),
  'place-order.cancelled-before-capture': (system) =>
    cancelAt(system, 'confirmStock', ['cancelled', 'cancel_requested'], { paymentCapture: 'manual' }),
  'place-order.rejected-cancelled-before-creation': (system) =>
    cancelAt(system, 'reserveStock', ['rejected', 'order_called_off']),
  'place-order.run-cancelled': async (system) => {
    const placed = await placeUnanswered(system);
    await placed.handle.cancel();
    return { placed };
  },
  'place-order.expired-while-paying': async (system) => ({
    placed: await placeUnanswered(system, 2),
    outcome: ['cancelled', 'reservation_expired'],
  }),
  'place-order.paid-while-expiring': async (system) => ({
    placed: (await placePaidWhileExpiring(system, 2)).placed,
    outcome: ['confirmed', null],
  }),
  'place-order.stuck-compensation': async (system) => {
    system.fault = failOnce('cancelPayment', () => ApplicationFailure.nonRetryable('a bug, fixed later'));
    return {
      placed: await system.place({ paymentToken: 'tok_decline' }),
      outcome: ['failed', 'payment_declined'],
    };
  },
};

/** Places an order whose charge gets no response. */
async function placeUnanswered(system: System, reservationTtlSeconds = 900): Promise<PlacedOrder> {
  system.fault = hangingCharge;
  const placed = await system.place({ reservationTtlSeconds });
  await waitForStep(placed, 'paying');
  return placed;
}

/** Places an order that is cancelled just before an activity runs. */
async function cancelAt(
  system: System,
  activity: string,
  outcome: ScenarioRun['outcome'],
  input: Parameters<System['place']>[0] = {},
): Promise<ScenarioRun> {
  const orderId = randomUUID();
  const handle = system.temporal.client.workflow.getHandle(`order-${orderId}`);
  system.fault = beforeActivity(activity, () => handle.signal(cancelOrder));
  return { placed: await system.place({ ...input, orderId }), ...(outcome && { outcome }) };
}

/** Fails the first attempt of an activity. */
function failOnce(activity: string, failure: () => Error): Fault {
  return beforeActivity(activity, () => Promise.reject(failure()));
}
