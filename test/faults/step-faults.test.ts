import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cancelOrder } from '../../src/workflows/messages.js';
import { COMPENSATION_ACTIVITIES, STEP_ACTIVITIES } from '../kit/activity-faults.js';
import { findViolations } from '../kit/invariants.js';
import { readOrderSnapshot, readStock } from '../kit/observe.js';
import type { Fault } from '../kit/faulty-activities.js';
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
afterEach(() => {
  system.fault = undefined;
});

const lostResponse = () => new Error('response lost');
const permanentFailure = () => ApplicationFailure.nonRetryable('permanent failure', 'broken');

/** Fails one activity, once or always, before or after it acts. */
function failActivity(activity: string, moment: 'before' | 'after', failure: () => Error, always = false): Fault {
  let broken = false;
  return async (name, run) => {
    if (name !== activity || (broken && !always)) return run();
    broken = true;
    if (moment === 'after') await run();
    throw failure();
  };
}

function combineFaults(first: Fault, second: Fault): Fault {
  return (name, run, args) => first(name, () => second(name, run, args), args);
}

/** Places an order for the last piece and waits for its end. */
async function placeAndWait(orderId = randomUUID()) {
  const product = await system.addProduct(1);
  const { handle } = await system.place({ orderId, lines: [{ productId: product.id, quantity: 1 }] });
  const result = await handle.result().catch((error: unknown) => {
    if (error instanceof WorkflowFailedError) return { status: 'run cancelled' as const };
    throw error;
  });
  const { charge, order } = await readOrderSnapshot(system.database, orderId);
  expect(await findViolations(system.database)).toEqual({});
  return {
    status: result.status,
    order: order?.status,
    kept: charge?.kept ?? 0,
    available: (await readStock(system, product.id)).available,
  };
}

const confirmed = { status: 'confirmed', order: 'confirmed', kept: 1_999, available: 0 };

describe.each(STEP_ACTIVITIES)('%s', (step) => {
  it.each(['before', 'after'] as const)(
    'is retried when it fails once %s it acts, and the order is confirmed',
    async (moment) => {
      system.fault = failActivity(step, moment, lostResponse);
      expect(await placeAndWait()).toEqual(confirmed);
    },
  );

  it.each(['before', 'after'] as const)('is compensated when it fails permanently %s it acts', async (moment) => {
    system.fault = failActivity(step, moment, permanentFailure, true);
    const outcome = await placeAndWait();
    expect(outcome).toMatchObject({ kept: 0, available: 1 });
    expect(['rejected', 'failed', 'cancelled']).toContain(outcome.status);
  });

  it.each(['before', 'after'] as const)('is compensated when the order is cancelled %s it acts', async (moment) => {
    const orderId = randomUUID();
    const handle = system.temporal.client.workflow.getHandle(`order-${orderId}`);
    system.fault = async (name, run) => {
      if (name !== step) return run();
      if (moment === 'before') await handle.signal(cancelOrder);
      const result = await run();
      if (moment === 'after') await handle.signal(cancelOrder);
      return result;
    };
    expect(await placeAndWait(orderId)).toMatchObject({ kept: 0, available: 1 });
  });

  it('is compensated when the run is cancelled while it runs', async () => {
    const orderId = randomUUID();
    const handle = system.temporal.client.workflow.getHandle(`order-${orderId}`);
    system.fault = async (name, run) => {
      if (name === step) await handle.cancel();
      return run();
    };
    expect(await placeAndWait(orderId)).toMatchObject({ status: 'run cancelled', kept: 0, available: 1 });
  });
});

describe.each(COMPENSATION_ACTIVITIES)('the compensation %s', (compensation) => {
  it.each(['before', 'after'] as const)('is retried when it fails once %s it acts', async (moment) => {
    const confirmFails = failActivity('confirmStock', 'after', permanentFailure, true);
    system.fault = combineFaults(confirmFails, failActivity(compensation, moment, lostResponse));
    expect(await placeAndWait()).toEqual({ status: 'cancelled', order: 'cancelled', kept: 0, available: 1 });
  });
});
