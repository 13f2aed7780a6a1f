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
/** With the delays between them, about a month. */
const FAILURES = 130;

let system: System;
beforeAll(async () => {
  system = await startSystem('time-skipping');
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

describe(`a history stays under ${MAX_EVENTS} events`, () => {
  it(`when the refund of a cancelled order fails ${FAILURES} times`, async () => {
    const { orderId, cancellation } = await placePaidOrder();
    failFirst('cancelPayment', FAILURES);
    const run = await start('cancelConfirmedOrder', `cancel-${orderId}`, cancellation);
    await run.result();
    const lengths = await historyLengths(system.temporal.client, run.workflowId, run.firstExecutionRunId);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThan(MAX_EVENTS);
  });

  it(`when a late refund fails ${FAILURES} times`, async () => {
    const { orderId, charge, cancellation } = await placePaidOrder();
    failFirst('cancelPayment', FAILURES);
    const run = await start('refundLatePayment', `late-payment-${orderId}`, charge);
    await run.result();
    const lengths = await historyLengths(system.temporal.client, run.workflowId, run.firstExecutionRunId);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThan(MAX_EVENTS);
    await (await start('cancelConfirmedOrder', `cancel-${orderId}`, cancellation)).result();
  });

  it(`when a compensation of a placement fails ${FAILURES} times: the cancel run takes over`, async () => {
    failFirst('cancelPayment', FAILURES);
    const { orderId, handle } = await system.place({ paymentToken: 'tok_decline' });
    expect(await handle.result()).toMatchObject({ status: 'failed', reason: 'payment_declined' });
    const { workflow } = system.temporal.client;
    const cancelRun = workflow.getHandle(`cancel-${orderId}`);
    const { runId } = await cancelRun.describe();
    await cancelRun.result();
    const lengths = [
      ...(await historyLengths(system.temporal.client, handle.workflowId, (await handle.describe()).runId)),
      ...(await historyLengths(system.temporal.client, cancelRun.workflowId, runId)),
    ];
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThan(MAX_EVENTS);
    const { typedSearchAttributes } = await handle.describe();
    expect(typedSearchAttributes.getAll().find(({ key }) => key.name === 'NeedsAttention')?.value).toBe(false);
  });

  it('when an operator retries again and again', async () => {
    const { orderId, cancellation } = await placePaidOrder();
    failFirst('cancelPayment', 100);
    const run = await start('cancelConfirmedOrder', `cancel-${orderId}`, cancellation);
    const latest = system.temporal.client.workflow.getHandle(run.workflowId);
    for (let retries = 0; retries < 300; retries += 1) {
      const updated = await latest.executeUpdate(retryNow).then(
        () => true,
        () => false,
      );
      if (!updated && (await latest.describe()).status.name === 'COMPLETED') break;
    }
    await latest.result();
    const lengths = await historyLengths(system.temporal.client, run.workflowId, run.firstExecutionRunId);
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThan(MAX_EVENTS);
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
