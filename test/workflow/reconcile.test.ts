import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { reconcileCommand } from '../../src/workers/reconcile-command.js';
import { RECONCILIATION_ID, scheduleReconciliation } from '../../src/workers/reconciliation-schedule.js';
import type { reconcile } from '../../src/workflows/reconcile/reconcile.js';
import type { ReconcileResult } from '../../src/contracts/reconcile.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type PlacedOrder, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterEach(() => {
  system.fault = undefined;
});
afterAll(async () => {
  await replayAll(system);
  await system.stop();
});

const AN_HOUR_AGO = "now() - interval '1 hour'";

/** With no grace, so that every record is old enough. */
function runReconcile(limit = 100): Promise<ReconcileResult> {
  return system.temporal.client.workflow.execute<typeof reconcile>('reconcile', {
    workflowId: `reconcile-${randomUUID()}`,
    taskQueue: TASK_QUEUES.orders,
    args: [{ graceSeconds: 0, windowSeconds: 3_600, limit }],
  });
}

/** Runs the reconciliation that needs attention. @returns the details of its failure */
async function runNeedingAttention(): Promise<ReconcileResult> {
  const failure = await runReconcile().then(
    () => undefined,
    (error: unknown) => (error instanceof WorkflowFailedError ? error.cause : error),
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'needs_attention' });
  return (failure as ApplicationFailure).details?.[0] as ReconcileResult;
}

/** Runs `npm run reconcile`. */
function runCommand(...args: string[]) {
  const { address, namespace = 'default' } = system.temporal;
  return reconcileCommand(args, { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace });
}

async function placeConfirmed(): Promise<string> {
  const { orderId, handle } = await system.place();
  await handle.result();
  return orderId;
}

/** Terminates the run of an order when one of its activities starts or has ended. */
async function terminateRunAt(activity: string, when: 'before' | 'after', input = {}): Promise<PlacedOrder> {
  let release: () => void = () => undefined;
  const terminated = new Promise<void>((resolve) => (release = resolve));
  system.fault = async (name, run) => {
    if (name !== activity) return run();
    if (when === 'before') await terminated;
    const result = await run();
    await terminated;
    return result;
  };
  const placed = await system.place(input);
  const { handle, orderId } = placed;
  await waitUntil(
    () => handle.fetchHistory(),
    ({ events }) => JSON.stringify(events).includes(activity),
  );
  if (when === 'after')
    await waitUntil(
      () => system.database.query(effectQuery(activity), [orderId]),
      (rows) => rows.length > 0,
    );
  await handle.terminate('terminated by the test');
  release();
  system.fault = undefined;
  return placed;
}

function effectQuery(activity: string): string {
  if (activity === 'reserveStock') return 'SELECT 1 FROM inventory.reservations WHERE order_id = $1';
  return activity === 'confirmStock'
    ? "SELECT 1 FROM inventory.reservations WHERE order_id = $1 AND status = 'confirmed'"
    : "SELECT 1 FROM payments.payments WHERE order_id = $1 AND status = 'success'";
}

const readOrder = async (orderId: string) =>
  (
    await system.database.query<{ status: string; reason: string }>(
      'SELECT status, status_reason AS reason FROM orders.orders WHERE id = $1',
      [orderId],
    )
  )[0];

const readNetCharged = async (orderId: string) =>
  (
    await system.database.query<{ kept: number }>(
      `SELECT coalesce(sum(amount - refunded_amount), 0)::int AS kept FROM gateway.charges
     WHERE order_id = $1 AND status = 'succeeded'`,
      [orderId],
    )
  )[0]?.kept;

describe('reconciliation', () => {
  it('finds nothing to repair in an ended order or in one with an open run', async () => {
    const { handle } = await system.place();
    await handle.result();
    const waiting = await system.place({ paymentMethod: 'alipay', reservationTtlSeconds: 86_400 });
    await waiting.acceptance;
    expect((await runReconcile()).repaired).toEqual([]);
    await waiting.handle.signal('cancelOrder');
    await waiting.handle.result();
  });

  it('releases stock that was reserved for an order that was never created', async () => {
    const { id: productId } = await system.addProduct(3);
    const { orderId } = await terminateRunAt('reserveStock', 'after', { lines: [{ productId, quantity: 2 }] });
    expect(await system.inventory.get(productId)).toMatchObject({ available: 1, reserved: 2 });
    expect((await runReconcile()).repaired).toMatchObject([{ orderId, status: null, remedy: 'close' }]);
    expect(await system.inventory.get(productId)).toMatchObject({ available: 3, reserved: 0 });
    expect((await runReconcile()).repaired).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'compensates an order whose run was terminated %s its payment',
    async (when) => {
      const { orderId } = await terminateRunAt('processPayment', when);
      if (when === 'after') expect(await readNetCharged(orderId)).toBeGreaterThan(0);
      expect((await runReconcile()).repaired).toMatchObject([{ orderId, status: 'pending', remedy: 'undo' }]);
      expect(await readOrder(orderId)).toEqual({ status: 'cancelled', reason: 'run_lost' });
      expect(await readNetCharged(orderId)).toBe(0);
    },
  );

  it('refunds a payment that the gateway captured after the order had failed', async () => {
    const { orderId, handle } = await system.place({ paymentToken: 'tok_decline' });
    await handle.result();
    // Simulates a provider that captures a declined charge.
    await system.database.query(
      "UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1",
      [orderId],
    );
    expect((await runReconcile()).repaired).toMatchObject([
      { orderId, disagreement: { ours: 'failed', theirs: 'succeeded' }, remedy: 'close' },
    ]);
    expect(await readNetCharged(orderId)).toBe(0);
  });

  it('confirms the stock of a confirmed order', async () => {
    const { id: productId } = await system.addProduct(1);
    const { orderId, handle } = await system.place({ lines: [{ productId, quantity: 1 }] });
    await handle.result();
    await system.database.query(
      `WITH held AS (UPDATE inventory.reservations SET status = 'reserved', expires_at = ${AN_HOUR_AGO} WHERE order_id = $1),
       ledger AS (DELETE FROM inventory.stock_movements WHERE order_id = $1 AND kind = 'confirm')
       UPDATE inventory.stock SET reserved = reserved + 1, total = total + 1 WHERE product_id = $2`,
      [orderId, productId],
    );
    expect((await runReconcile()).repaired).toMatchObject([{ orderId, remedy: 'confirm stock' }]);
    expect(await system.inventory.get(productId)).toMatchObject({ available: 0, reserved: 0, total: 0 });
  });

  it('restocks the confirmed stock of an order that was never confirmed', async () => {
    const { id: productId } = await system.addProduct(100);
    const { orderId } = await terminateRunAt('confirmStock', 'after', { lines: [{ productId, quantity: 4 }] });
    expect(await system.inventory.get(productId)).toMatchObject({ total: 96 });
    expect((await runReconcile()).repaired).toMatchObject([{ orderId, soldStock: true, remedy: 'undo' }]);
    expect(await system.inventory.get(productId)).toMatchObject({ available: 100, reserved: 0, total: 100 });
  });

  it('fails with the orders that need an operator, and repairs the others', async () => {
    const orderId = await placeConfirmed();
    await system.database.query("UPDATE orders.orders SET status = 'paid' WHERE id = $1", [orderId]);
    const lost = await terminateRunAt('processPayment', 'before');
    expect(await runNeedingAttention()).toMatchObject({
      unresolved: [{ orderId, status: 'paid', reason: 'no workflow handles the paid order; stock is still confirmed' }],
      repaired: [{ orderId: lost.orderId }],
      counts: { repaired: 1, unresolved: 1 },
    });
    expect(await readOrder(lost.orderId)).toMatchObject({ status: 'cancelled' });
    await system.database.query("UPDATE orders.orders SET status = 'confirmed' WHERE id = $1", [orderId]);
  });

  it('repairs the other orders when one repair fails, and repairs that one later', async () => {
    const [failing, lost] = [
      await terminateRunAt('processPayment', 'after'),
      await terminateRunAt('processPayment', 'before'),
    ];
    system.fault = (activity, run, [request]) => {
      if (activity !== 'cancelPayment' || (request as { orderId: string }).orderId !== failing.orderId) return run();
      throw new Error('the provider is unavailable');
    };
    expect(await runNeedingAttention()).toMatchObject({
      unresolved: [{ orderId: failing.orderId, remedy: 'undo', problem: 'the provider is unavailable' }],
      repaired: [{ orderId: lost.orderId }],
    });
    expect(await readOrder(failing.orderId)).toMatchObject({ status: 'pending' });
    system.fault = undefined;
    expect((await runReconcile()).repaired).toMatchObject([{ orderId: failing.orderId, remedy: 'undo' }]);
    expect(await readNetCharged(failing.orderId)).toBe(0);
  });

  it('repairs the other orders when payments cannot be compared with the provider', async () => {
    const lost = await terminateRunAt('processPayment', 'before');
    system.fault = (activity, run) => {
      if (activity !== 'comparePayments') return run();
      throw new Error('the provider is unavailable');
    };
    expect(await runNeedingAttention()).toMatchObject({
      unresolved: [],
      problems: ['Payments were not compared with the provider: the provider is unavailable'],
      repaired: [{ orderId: lost.orderId }],
    });
  });

  it('finds a lost order behind more live orders than a page contains', async () => {
    const waiting = await Promise.all(
      Array.from({ length: 5 }, () => system.place({ paymentMethod: 'alipay', reservationTtlSeconds: 86_400 })),
    );
    await Promise.all(waiting.map(({ acceptance }) => acceptance));
    const lost = await terminateRunAt('processPayment', 'before', { orderId: 'ffffffff-ffff-4fff-8fff-ffffffffffff' });
    const { repaired, counts } = await runReconcile(2);
    expect(repaired).toMatchObject([{ orderId: lost.orderId, remedy: 'undo' }]);
    expect(counts?.running).toBeGreaterThanOrEqual(5);
    for (const { handle } of waiting) {
      await handle.signal('cancelOrder');
      await handle.result();
    }
  });

  it.each([
    ['an amount', 'report', 'amount = amount + 1', 'amount = amount - 1'],
    ['a refunded amount without its refund', 'take over', 'refunded_amount = 5', 'refunded_amount = 0'],
  ])('reports that %s differs from the provider', async (_, remedy, change, revert) => {
    const orderId = await placeConfirmed();
    await system.database.query(`UPDATE gateway.charges SET ${change} WHERE order_id = $1`, [orderId]);
    const { unresolved } = await runNeedingAttention();
    expect(unresolved).toMatchObject([{ orderId, remedy, disagreement: { ours: 'success', amounts: {} } }]);
    await system.database.query(`UPDATE gateway.charges SET ${revert} WHERE order_id = $1`, [orderId]);
    expect((await runReconcile()).repaired).toEqual([]);
  });

  it('prints what it repaired and what needs attention', async () => {
    const lost = await terminateRunAt('processPayment', 'before');
    expect(await runCommand('--grace', '3600')).toMatchObject({
      exitCode: 0,
      text: expect.stringMatching(/^0 orders examined/) as string,
    });
    const repaired = await runCommand('--grace', '0');
    expect(repaired.text).toContain(
      `  ${lost.orderId}  pending    undo                 no workflow handles the pending order`,
    );
    expect(repaired.exitCode).toBe(0);

    const orderId = await placeConfirmed();
    await system.database.query("UPDATE orders.orders SET status = 'paid' WHERE id = $1", [orderId]);
    const left = await runCommand('--grace', '0');
    expect(left.text).toMatch(
      new RegExp(`0 repaired, 1 need attention\n\nNeeds attention\n  ${orderId}  paid       report`),
    );
    expect(left.exitCode).toBe(1);
    await system.database.query("UPDATE orders.orders SET status = 'confirmed' WHERE id = $1", [orderId]);
  });

  it('exits with 2 when it cannot run', async () => {
    expect(await runCommand('--grace', 'soon')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('--grace is "soon"') as string,
    });
    expect(await runCommand('--help')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Exit codes') as string,
    });
  });

  it('runs on one Schedule, however many workers create it', async () => {
    const { client } = system.temporal;
    await Promise.all(Array.from({ length: 3 }, () => scheduleReconciliation(client, 3_600, 60)));
    const schedule = client.schedule.getHandle(RECONCILIATION_ID);
    await schedule.trigger();
    const { info } = await waitUntil(
      () => schedule.describe(),
      (description) => description.info.recentActions.length > 0,
    );
    const { workflowId = '' } = info.recentActions[0]?.action.workflow ?? {};
    expect(await client.workflow.getHandle(workflowId).result()).toMatchObject({ repaired: [] });
    await schedule.pause('paused by an operator');
    await scheduleReconciliation(client, 1_800, 30);
    const later = await schedule.describe();
    expect(later.spec.intervals).toMatchObject([{ every: 1_800_000 }]);
    expect(later.state.paused).toBe(true);
    await scheduleReconciliation(client, 0, 60);
    await scheduleReconciliation(client, 0, 60);
    await expect(schedule.describe()).rejects.toThrow(/not found/i);
  });

  it('restores the invariants', async () => {
    expect(await findViolations(system.database)).toEqual({});
  });
});
