import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import type { ReconcileResult } from '../../src/contracts/reconcile.js';
import { findViolations } from '../kit/invariants.js';
import { setUpReconciliation } from '../kit/reconciliation.js';

const shop = setUpReconciliation();

const AN_HOUR_AGO = "now() - interval '1 hour'";

/** Runs the reconciliation that needs attention. @returns the details of its failure */
async function runNeedingAttention(): Promise<ReconcileResult> {
  const failure = await shop.reconcile().then(
    () => undefined,
    (error: unknown) => (error instanceof WorkflowFailedError ? error.cause : error),
  );
  expect(failure).toBeInstanceOf(ApplicationFailure);
  expect(failure).toMatchObject({ type: 'needs_attention' });
  return (failure as ApplicationFailure).details?.[0] as ReconcileResult;
}

const readOrder = async (orderId: string) =>
  (
    await shop.system.database.query<{ status: string; reason: string }>(
      'SELECT status, status_reason AS reason FROM orders.orders WHERE id = $1',
      [orderId],
    )
  )[0];

const readNetCharged = async (orderId: string) =>
  (
    await shop.system.database.query<{ kept: number }>(
      `SELECT coalesce(sum(amount - refunded_amount), 0)::int AS kept FROM gateway.charges
     WHERE order_id = $1 AND status = 'succeeded'`,
      [orderId],
    )
  )[0]?.kept;

describe('reconciliation', () => {
  it('finds nothing to repair in an ended order or in one with an open run', async () => {
    const { handle } = await shop.system.place();
    await handle.result();
    const waiting = await shop.system.place({ paymentMethod: 'alipay', reservationTtlSeconds: 86_400 });
    await waiting.acceptance;
    expect((await shop.reconcile()).repaired).toEqual([]);
    await waiting.handle.signal('cancelOrder');
    await waiting.handle.result();
  });

  it('releases stock that was reserved for an order that was never created', async () => {
    const { id: productId } = await shop.system.addProduct(3);
    const { orderId } = await shop.terminateRunAt('reserveStock', 'after', { lines: [{ productId, quantity: 2 }] });
    expect(await shop.system.inventory.get(productId)).toMatchObject({ available: 1, reserved: 2 });
    expect((await shop.reconcile()).repaired).toMatchObject([{ orderId, status: null, remedy: 'close' }]);
    expect(await shop.system.inventory.get(productId)).toMatchObject({ available: 3, reserved: 0 });
    expect((await shop.reconcile()).repaired).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'compensates an order whose run was terminated %s its payment',
    async (when) => {
      const { orderId } = await shop.terminateRunAt('processPayment', when);
      if (when === 'after') expect(await readNetCharged(orderId)).toBeGreaterThan(0);
      expect((await shop.reconcile()).repaired).toMatchObject([{ orderId, status: 'pending', remedy: 'undo' }]);
      expect(await readOrder(orderId)).toEqual({ status: 'cancelled', reason: 'run_lost' });
      expect(await readNetCharged(orderId)).toBe(0);
    },
  );

  it('refunds a payment that the gateway captured after the order had failed', async () => {
    const { orderId, handle } = await shop.system.place({ paymentToken: 'tok_decline' });
    await handle.result();
    // Simulates a provider that captures a declined charge.
    await shop.system.database.query(
      "UPDATE gateway.charges SET status = 'succeeded', decline_code = NULL WHERE order_id = $1",
      [orderId],
    );
    expect((await shop.reconcile()).repaired).toMatchObject([
      { orderId, disagreement: { ours: 'failed', theirs: 'succeeded' }, remedy: 'close' },
    ]);
    expect(await readNetCharged(orderId)).toBe(0);
  });

  it('confirms the stock of a confirmed order', async () => {
    const { id: productId } = await shop.system.addProduct(1);
    const { orderId, handle } = await shop.system.place({ lines: [{ productId, quantity: 1 }] });
    await handle.result();
    await shop.system.database.query(
      `WITH held AS (UPDATE inventory.reservations SET status = 'reserved', expires_at = ${AN_HOUR_AGO} WHERE order_id = $1),
       ledger AS (DELETE FROM inventory.stock_movements WHERE order_id = $1 AND kind = 'confirm')
       UPDATE inventory.stock SET reserved = reserved + 1, total = total + 1 WHERE product_id = $2`,
      [orderId, productId],
    );
    expect((await shop.reconcile()).repaired).toMatchObject([{ orderId, remedy: 'confirm stock' }]);
    expect(await shop.system.inventory.get(productId)).toMatchObject({ available: 0, reserved: 0, total: 0 });
  });

  it('restocks the confirmed stock of an order that was never confirmed', async () => {
    const { id: productId } = await shop.system.addProduct(100);
    const { orderId } = await shop.terminateRunAt('confirmStock', 'after', { lines: [{ productId, quantity: 4 }] });
    expect(await shop.system.inventory.get(productId)).toMatchObject({ total: 96 });
    expect((await shop.reconcile()).repaired).toMatchObject([{ orderId, soldStock: true, remedy: 'undo' }]);
    expect(await shop.system.inventory.get(productId)).toMatchObject({ available: 100, reserved: 0, total: 100 });
  });

  it('fails with the orders that need an operator, and repairs the others', async () => {
    const orderId = await shop.placeConfirmed();
    await shop.system.database.query("UPDATE orders.orders SET status = 'paid' WHERE id = $1", [orderId]);
    const lost = await shop.terminateRunAt('processPayment', 'before');
    expect(await runNeedingAttention()).toMatchObject({
      unresolved: [{ orderId, status: 'paid', reason: 'no workflow handles the paid order; stock is still confirmed' }],
      repaired: [{ orderId: lost.orderId }],
      counts: { repaired: 1, unresolved: 1 },
    });
    expect(await readOrder(lost.orderId)).toMatchObject({ status: 'cancelled' });
    await shop.system.database.query("UPDATE orders.orders SET status = 'confirmed' WHERE id = $1", [orderId]);
  });

  it('repairs the other orders when one repair fails, and repairs that one later', async () => {
    const [failing, lost] = [
      await shop.terminateRunAt('processPayment', 'after'),
      await shop.terminateRunAt('processPayment', 'before'),
    ];
    shop.system.fault = (activity, run, [request]) => {
      if (activity !== 'cancelPayment' || (request as { orderId: string }).orderId !== failing.orderId) return run();
      throw new Error('the provider is unavailable');
    };
    expect(await runNeedingAttention()).toMatchObject({
      unresolved: [{ orderId: failing.orderId, remedy: 'undo', problem: 'the provider is unavailable' }],
      repaired: [{ orderId: lost.orderId }],
    });
    expect(await readOrder(failing.orderId)).toMatchObject({ status: 'pending' });
    shop.system.fault = undefined;
    expect((await shop.reconcile()).repaired).toMatchObject([{ orderId: failing.orderId, remedy: 'undo' }]);
    expect(await readNetCharged(failing.orderId)).toBe(0);
  });

  it('repairs the other orders when payments cannot be compared with the provider', async () => {
    const lost = await shop.terminateRunAt('processPayment', 'before');
    shop.system.fault = (activity, run) => {
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
      Array.from({ length: 5 }, () => shop.system.place({ paymentMethod: 'alipay', reservationTtlSeconds: 86_400 })),
    );
    await Promise.all(waiting.map(({ acceptance }) => acceptance));
    const lost = await shop.terminateRunAt('processPayment', 'before', {
      orderId: 'ffffffff-ffff-4fff-8fff-ffffffffffff',
    });
    const { repaired, counts } = await shop.reconcile(2);
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
    const orderId = await shop.placeConfirmed();
    await shop.system.database.query(`UPDATE gateway.charges SET ${change} WHERE order_id = $1`, [orderId]);
    const { unresolved } = await runNeedingAttention();
    expect(unresolved).toMatchObject([{ orderId, remedy, disagreement: { ours: 'success', amounts: {} } }]);
    await shop.system.database.query(`UPDATE gateway.charges SET ${revert} WHERE order_id = $1`, [orderId]);
    expect((await shop.reconcile()).repaired).toEqual([]);
  });

  it('restores the invariants', async () => {
    expect(await findViolations(shop.system.database)).toEqual({});
  });
});
