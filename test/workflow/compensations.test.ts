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
  ['retried by its policy', () => new Error('unavailable')],
  ['given up by its activity', () => ApplicationFailure.nonRetryable('a bug, fixed later')],
])('shows a stuck compensation, runs the others and ends when it succeeds: %s', async (_, failure) => {
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
  expect(steps.map(({ id, name, status }) => [id, name, status])).toEqual([
    ['price', 'validate and price', 'done'],
    ['reserve', 'reserve stock', 'done'],
    ['create', 'create order', 'done'],
    ['pay', 'pay', 'failed'],
  ]);
  expect(compensations.map(({ id, name, status }) => [id, name, status])).toEqual([
    ['pay', 'refund or void', 'done'],
    ['create', 'end order', 'done'],
    ['reserve', 'release stock', 'done'],
  ]);
});
