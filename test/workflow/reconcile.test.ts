import { randomUUID } from 'node:crypto';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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
function runReconcile(): Promise<ReconcileResult> {
  return system.temporal.client.workflow.execute<typeof reconcile>('reconcile', {
    workflowId: `reconcile-${randomUUID()}`,
    taskQueue: TASK_QUEUES.orders,
    args: [{ graceSeconds: 0, windowSeconds: 3_600, limit: 100 }],
  });
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
  return activity === 'reserveStock'
    ? 'SELECT 1 FROM inventory.reservations WHERE order_id = $1'
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
    await system.database.query(`UPDATE inventory.reservations SET expires_at = ${AN_HOUR_AGO} WHERE order_id = $1`, [
      orderId,
    ]);
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

  it('fails with the orders that need an operator, and repairs the others', async () => {
    const { orderId, handle } = await system.place();
    await handle.result();
    await system.database.query("UPDATE orders.orders SET status = 'paid' WHERE id = $1", [orderId]);
    const lost = await terminateRunAt('processPayment', 'before');
    const failure = await runReconcile().then(
      () => undefined,
      (error: unknown) => (error instanceof WorkflowFailedError ? error.cause : error),
    );
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({
      type: 'needs_attention',
      details: [{ unresolved: [{ orderId, status: 'paid' }], repaired: [{ orderId: lost.orderId }] }],
    });
    expect(await readOrder(lost.orderId)).toMatchObject({ status: 'cancelled' });
    await system.database.query("UPDATE orders.orders SET status = 'confirmed' WHERE id = $1", [orderId]);
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
