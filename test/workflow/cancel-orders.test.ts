import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OrderCancellations } from '../../src/contracts/cancel-orders.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { findViolations } from '../kit/invariants.js';
import { startSystem, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(() => system.stop());

async function cancelAll(orderIds: readonly string[]): Promise<Record<string, string>> {
  const outcomes = await system.temporal.client.workflow.execute<(input: object) => Promise<OrderCancellations>>(
    'cancelOrders',
    {
      workflowId: `cancel-orders-${randomUUID()}`,
      taskQueue: TASK_QUEUES.orders,
      args: [{ orderIds, reason: 'recalled' }],
    },
  );
  return Object.fromEntries(outcomes.map(({ orderId, outcome }) => [orderId, outcome]));
}

it('cancels pending and confirmed orders and says what became of each', async () => {
  const confirmed = await system.place();
  await confirmed.handle.result();
  const declined = await system.place({ paymentToken: 'tok_decline' });
  await declined.handle.result();
  const pending = await system.place({ paymentToken: 'tok_slow' });
  await pending.acceptance;
  const terminated = await system.place({ paymentToken: 'tok_slow' });
  await terminated.acceptance;
  await terminated.handle.terminate('a mistake');
  const unknown = randomUUID();

  const all = [confirmed, declined, pending, terminated].map(({ orderId }) => orderId);
  expect(await cancelAll([...all, unknown])).toEqual({
    [confirmed.orderId]: 'cancelled',
    [declined.orderId]: 'not_cancellable',
    [pending.orderId]: 'cancelled',
    [terminated.orderId]: 'cancelled',
    [unknown]: 'not_found',
  });
  expect(await pending.handle.result()).toMatchObject({ status: 'cancelled', reason: 'recalled' });
  expect(await cancelAll([confirmed.orderId])).toEqual({ [confirmed.orderId]: 'already_cancelled' });
  expect(await findViolations(system.database)).toEqual({});
});
