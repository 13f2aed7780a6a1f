import { randomUUID } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { orderState } from '../../src/workflows/messages.js';
import { type OrderState } from '../../src/contracts/place-order.js';
import { findViolations } from '../kit/invariants.js';
import { startSystem, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('time-skipping');
});
afterAll(() => system.stop());
afterEach(async () => {
  system.fault = undefined;
  expect(await findViolations(system.database)).toEqual({});
});

it.each([
  ['tried again by its retry policy', () => new Error('down for an hour')],
  ['given up by its activity', () => ApplicationFailure.nonRetryable('a bug, mended later')],
])('shows a compensation that is stuck, runs the rest, and ends when it succeeds: %s', async (_, failure) => {
  const orderId = randomUUID();
  const run = system.temporal.client.workflow.getHandle(`order-${orderId}`);
  let meanwhile: OrderState | undefined;
  system.fault = async (name, act) => {
    if (name === 'processPayment') throw ApplicationFailure.nonRetryable('no such card', 'payment_gateway_refused');
    if (name === 'cancelPayment' && !meanwhile) throw failure();
    if (name === 'releaseStock') meanwhile = await run.query(orderState);
    return act();
  };
  const { handle } = await system.place({ orderId });
  expect(await handle.result()).toMatchObject({ status: 'failed', reason: 'payment_gateway_refused' });
  expect(meanwhile).toMatchObject({ step: 'compensating', status: 'failed', stuckCompensations: ['refund or void'] });
  const { step, steps, compensations, stuckCompensations } = await handle.query(orderState);
  expect({ step, stuckCompensations }).toEqual({ step: 'done', stuckCompensations: [] });
  expect(steps.map(({ name, status }) => `${name}: ${status}`)).toEqual([
    'validate and price: done',
    'reserve stock: done',
    'create order: done',
    'pay: failed',
  ]);
  expect(compensations.map(({ name, status }) => `${name}: ${status}`)).toEqual([
    'refund or void: done',
    'end order: done',
    'release stock: done',
  ]);
});
