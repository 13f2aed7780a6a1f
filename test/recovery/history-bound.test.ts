import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { parked, retryNow } from '../../src/workflows/messages.js';
import { waitUntil } from '../kit/observe.js';
import { findViolations } from '../kit/invariants.js';
import { startSystem, type System } from '../kit/system.js';

/** The server ends a run at 51,200 events, and its tasks become slow long before. */
const MAX_EVENTS = 500;
/** Enough for two continuations. */
const FAILURES = 60;

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(() => system.stop());
afterEach(async () => {
  system.fault = undefined;
  expect(await findViolations(system.database)).toEqual({});
});

/** The lengths of the histories of a run and of those that continue it. */
async function historyLengths({ workflow }: Client, workflowId: string, firstRunId: string): Promise<number[]> {
  const lengths: number[] = [];
  for (let runId: string | null | undefined = firstRunId; runId;) {
    const { events } = await workflow.getHandle(workflowId, runId).fetchHistory();
    lengths.push(events?.length ?? 0);
    runId = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return lengths;
}

/** Gives up the given number of times. */
function failFirst(activity: string, failures: number): void {
  let count = 0;
  system.fault = (name, run) => {
    if (name !== activity) return run();
    count += 1;
    if (count <= failures) throw ApplicationFailure.nonRetryable('the provider rejected the refund');
    return run();
  };
}

async function placePaidOrder() {
  const product = await system.addProduct(1);
  const { orderId, handle } = await system.place({ lines: [{ productId: product.id, quantity: 1 }] });
  await handle.result();
  const [order] = await system.database.query<{ user_id: string }>('SELECT user_id FROM orders.orders WHERE id = $1', [
    orderId,
  ]);
  const userId = order?.user_id ?? expect.fail();
  const charge = { orderId, userId, amount: product.price, currency: 'USD', method: 'credit_card' };
  const cancellation = {
    order: { orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null },
    charge,
    stock: { orderId, lines: [{ productId: product.id, quantity: 1 }] },
    ending: { status: 'cancelled', reason: 'changed my mind', actor: 'customer' },
  };
  return { orderId, charge, cancellation };
}

const start = (type: string, workflowId: string, input: unknown) =>
  system.temporal.client.workflow.start(type, { workflowId, taskQueue: TASK_QUEUES.orders, args: [input] });

/** Retries what is parked as fast as the run accepts it, as an operator could, until the run has closed. */
async function retryUntilClosed(workflowId: string): Promise<void> {
  const run = system.temporal.client.workflow.getHandle(workflowId);
  while ((await run.describe()).status.name === 'RUNNING') {
    await run.executeUpdate(retryNow).catch(() => undefined);
  }
}

describe(`a history stays under ${MAX_EVENTS} events`, () => {
  it(`when the refund of a cancelled order fails ${FAILURES} times`, async () => {
    const { orderId, cancellation } = await placePaidOrder();
    failFirst('cancelPayment', FAILURES);
    const run = await start('cancelConfirmedOrder', `cancel-${orderId}`, cancellation);
    await retryUntilClosed(run.workflowId);
    await run.result();
    const lengths = await historyLengths(system.temporal.client, run.workflowId, run.firstExecutionRunId);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(MAX_EVENTS);
  });

  it(`when a late refund fails ${FAILURES} times`, async () => {
    const { orderId, charge, cancellation } = await placePaidOrder();
    failFirst('cancelPayment', FAILURES);
    const run = await start('refundLatePayment', `late-payment-${orderId}`, charge);
    await retryUntilClosed(run.workflowId);
    await run.result();
    const lengths = await historyLengths(system.temporal.client, run.workflowId, run.firstExecutionRunId);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(MAX_EVENTS);
    await (await start('cancelConfirmedOrder', `cancel-${orderId}`, cancellation)).result();
  });

  it(`when a compensation of a placement fails ${FAILURES} times, because the cancel run continues it`, async () => {
    failFirst('cancelPayment', FAILURES);
    const { orderId, handle } = await system.place({ paymentToken: 'tok_decline' });
    await retryUntilClosed(handle.workflowId);
    expect(await handle.result()).toMatchObject({ status: 'failed', reason: 'payment_declined' });
    const { workflow } = system.temporal.client;
    const cancelRun = workflow.getHandle(`cancel-${orderId}`);
    await retryUntilClosed(cancelRun.workflowId);
    await cancelRun.result();
    const placement = await handle.describe();
    const { events } = await workflow.getHandle(handle.workflowId).fetchHistory();
    const child = events?.find((event) => event.childWorkflowExecutionStartedEventAttributes);
    const runId = child?.childWorkflowExecutionStartedEventAttributes?.workflowExecution?.runId ?? expect.fail();
    const lengths = await historyLengths(system.temporal.client, cancelRun.workflowId, runId);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(placement.historyLength, ...lengths)).toBeLessThan(MAX_EVENTS);
    const attention = placement.typedSearchAttributes.getAll().find(({ key }) => key.name === 'NeedsAttention');
    expect(attention?.value).toBe(false);
  });
});

it('rejects a retry while nothing is parked', async () => {
  const { handle } = await system.place({ paymentMethod: 'alipay', orderId: randomUUID() });
  await waitUntil(
    () => handle.query('orderState'),
    (state) => (state as { step: string }).step === 'awaiting_customer',
  );
  await expect(handle.executeUpdate(retryNow)).rejects.toMatchObject({ cause: { type: 'nothing_to_retry' } });
  expect(await handle.query(parked)).toEqual([]);
  await handle.cancel();
  await handle.result().catch(() => undefined);
});
