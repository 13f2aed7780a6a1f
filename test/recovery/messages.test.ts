import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceOrderInput } from '../../src/contracts/place-order.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { orderWorkflowId } from '../../src/contracts/workflow-ids.js';
import { cancelOrder, extendReservation } from '../../src/workflows/messages.js';
import { findViolations } from '../kit/invariants.js';
import { waitForStep } from '../kit/activity-faults.js';
import { startSystem, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(() => system.stop());

const VALID: PlaceOrderInput = {
  orderId: randomUUID(),
  userId: randomUUID(),
  lines: [{ productId: randomUUID(), quantity: 1 }],
  paymentMethod: 'credit_card',
  requestFingerprint: null,
  requestId: randomUUID(),
  reservationTtlSeconds: 900,
};

const line = (fields: object) => ({ ...VALID, lines: [{ ...VALID.lines[0], ...fields }] });

/** Whatever somebody types after `temporal workflow start --input`. */
const INVALID_INPUTS: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  text: 'order',
  'a number': 1,
  'an empty object': {},
  'an empty list': [],
  'no order id': { ...VALID, orderId: undefined },
  'an order id that is no UUID': { ...VALID, orderId: 'order-1' },
  'an order id with NUL': { ...VALID, orderId: `${VALID.orderId}\u0000` },
  'no user': { ...VALID, userId: null },
  'lines that are no list': { ...VALID, lines: { 0: VALID.lines[0] } },
  'no lines': { ...VALID, lines: [] },
  'an empty line': { ...VALID, lines: [null] },
  'too many lines': { ...VALID, lines: Array.from({ length: 1_001 }, () => VALID.lines[0]) },
  'a product that is no UUID': line({ productId: 'tea' }),
  'quantity 0': line({ quantity: 0 }),
  'a negative quantity': line({ quantity: -1 }),
  'a fraction': line({ quantity: 0.5 }),
  'a quantity in words': line({ quantity: 'two' }),
  'an endless quantity': line({ quantity: 1e30 }),
  'an unknown payment method': { ...VALID, paymentMethod: 'barter' },
  'a fingerprint that is a number': { ...VALID, requestFingerprint: 5 },
  'no request id': { ...VALID, requestId: undefined },
  'a reservation of no time': { ...VALID, reservationTtlSeconds: 0 },
  'a reservation of a century': { ...VALID, reservationTtlSeconds: 3_153_600_000 },
  'a token that is an object': { ...VALID, sealedPaymentToken: {} },
};

describe('a placement that is started by hand', () => {
  it.each(Object.keys(INVALID_INPUTS))('fails and reserves nothing when its input is %s', async (name) => {
    const run = system.temporal.client.workflow.execute('placeOrder', {
      workflowId: orderWorkflowId(randomUUID()),
      taskQueue: TASK_QUEUES.orders,
      args: [INVALID_INPUTS[name]],
    });
    const error = await run.then(
      () => undefined,
      (failure: unknown) => (failure instanceof WorkflowFailedError ? failure.cause : failure),
    );
    expect(error).toBeInstanceOf(ApplicationFailure);
    expect(error).toMatchObject({ type: 'invalid_input', nonRetryable: true });
    const reservations = await system.database.query('SELECT FROM inventory.reservations');
    expect(reservations).toEqual([]);
  });
});

async function placeAwaitingCustomer() {
  const placed = await system.place({ paymentMethod: 'alipay' });
  await placed.acceptance;
  await waitForStep(placed, 'awaiting_customer');
  return placed;
}

const readReason = async (orderId: string) =>
  (await system.database.query('SELECT status, status_reason FROM orders.orders WHERE id = $1', [orderId]))[0];

describe('a cancel signal that is sent by hand', () => {
  it.each([
    ['NUL', 'a\u0000b', 'a b'],
    ['control characters', 'a\u0007\u009fb', 'a b'],
    ['a bidirectional override', 'a\u202eb', 'a b'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['600 characters outside the BMP', '🍵'.repeat(600), '🍵'.repeat(500)],
    ['only control characters', '\u0000\u0001', 'cancel_requested'],
  ])('cancels the order with a clean reason when it holds %s', async (_, reason, stored) => {
    const { orderId, handle } = await placeAwaitingCustomer();
    await handle.signal(cancelOrder, { reason });
    expect(await handle.result()).toMatchObject({ status: 'cancelled', reason: stored });
    expect(await readReason(orderId)).toEqual({ status: 'cancelled', status_reason: stored });
  });

  it.each([['text'], [5], [null], [['a']], [true]])('is ignored when its argument is %j', async (argument) => {
    const { handle } = await placeAwaitingCustomer();
    await handle.signal('cancelOrder', argument);
    await handle.signal('paymentEvent', argument);
    expect(await handle.query('orderState')).toMatchObject({ step: 'awaiting_customer' });
    await handle.signal(cancelOrder);
    expect(await handle.result()).toMatchObject({ status: 'cancelled' });
  });
});

describe('extensions', () => {
  it('are bounded in number', async () => {
    const { handle } = await placeAwaitingCustomer();
    for (let i = 0; i < 10; i += 1) await handle.executeUpdate(extendReservation, { args: [{ seconds: 1 }] });
    const eleventh = handle.executeUpdate(extendReservation, { args: [{ seconds: 1 }] });
    await expect(eleventh).rejects.toMatchObject({ cause: { type: 'reservation_not_extendable' } });
    await handle.signal(cancelOrder);
    await handle.result();
    const { events } = await handle.fetchHistory();
    expect(events?.length).toBeLessThan(500);
  });

  it('are bounded by a day from the start of the reservation', async () => {
    const { handle } = await placeAwaitingCustomer();
    await handle.executeUpdate(extendReservation, { args: [{ seconds: 85_500 }] });
    const further = handle.executeUpdate(extendReservation, { args: [{ seconds: 1 }] });
    await expect(further).rejects.toMatchObject({ cause: { type: 'reservation_not_extendable' } });
    await handle.signal(cancelOrder);
    await handle.result();
  });

  it.each([[null], ['5'], [{}], [{ seconds: '5' }], [{ seconds: 0.5 }], [{ seconds: -1 }]])(
    'are rejected when the argument is %j',
    async (argument) => {
      const { handle } = await placeAwaitingCustomer();
      await expect(handle.executeUpdate('extendReservation', { args: [argument] })).rejects.toMatchObject({
        cause: { type: expect.stringMatching(/^(invalid_input|reservation_not_extendable)$/) as string },
      });
      await handle.signal(cancelOrder);
      await handle.result();
    },
  );
});

it('leaves nothing that breaks an invariant', async () => {
  expect(await findViolations(system.database)).toEqual({});
});
