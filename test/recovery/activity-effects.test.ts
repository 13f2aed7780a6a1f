import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../src/domains/domain-error.js';
import { createFaultyActivities } from '../kit/faulty-activities.js';
import { startPayments, TOKENS, type Payments } from '../kit/payments.js';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { ACTIVITIES, EFFECTS, STATES, type State } from './activity-effects.js';

let payments: Payments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

async function newOrder() {
  const { source, database } = payments;
  const activities = createFaultyActivities(source, payments.gatewayUrl, () => undefined);
  const orderId = randomUUID();
  const userId = randomUUID();
  const productId = randomUUID();
  const sku = `SKU-${productId}`;
  await new CatalogService(source).create({ id: productId, sku, name: sku, price: 1_000, currency: 'USD' });
  await new InventoryService(source).create({ productId, sku, quantity: 10, warehouseCode: 'MAIN' });
  const lines = [{ productId, quantity: 2 }];
  const stock = { orderId, lines };
  const request = { orderId, userId, paymentMethod: 'credit_card', requestFingerprint: null };
  const item = { productId, sku, name: sku, price: 1_000, quantity: 2, subtotal: 2_000 };
  const expiresAt = '2030-01-01T00:15:00.000Z';
  const order = { ...request, items: [item], totalAmount: 2_000, currency: 'USD', reservationExpiresAt: expiresAt };
  const charge = (token: string) => ({
    ...{ orderId, userId, amount: 2_000, currency: 'USD', method: 'credit_card' as const },
    sealedToken: TOKENS.encrypt(orderId, token),
  });
  const returned = {
    returnId: randomUUID(),
    orderId,
    lines: [{ productId, quantity: 1 }],
    restock: true,
    reason: 'a test',
  };
  let paymentId: string = randomUUID();
  const end = (status: 'cancelled' | 'failed') => ({ status, reason: 'a test', actor: 'system' as const });
  const run: Record<string, () => Promise<unknown>> = {
    priceOrder: () => activities.orders.priceOrder({ orderId, lines }),
    reserveStock: () => activities.inventory.reserveStock({ ...stock, expiresAt }),
    createOrder: () => activities.orders.createOrder(order),
    processPayment: async () => {
      ({ paymentId } = await activities.payments.processPayment(charge('tok_approve')));
    },
    'processPayment (declined)': () => activities.payments.processPayment(charge('tok_decline')),
    'processPayment (redirect)': () =>
      activities.payments.processPayment({ ...charge('tok_approve'), method: 'alipay' }),
    confirmStock: () => activities.inventory.confirmStock(stock),
    confirmOrder: () => activities.orders.confirmOrder({ orderId, paymentId }),
    releaseStock: () => activities.inventory.releaseStock(stock),
    restock: () => activities.inventory.restock(stock),
    'endOrder (cancelled)': () => activities.orders.endOrder({ order: request, ending: end('cancelled') }),
    'endOrder (failed)': () => activities.orders.endOrder({ order: request, ending: end('failed') }),
    cancelPayment: () => activities.payments.cancelPayment(charge('tok_approve')),
    refundPayment: () => activities.payments.refundPayment({ refundId: randomUUID(), orderId, reason: 'a test' }),
    capturePayment: () => activities.payments.capturePayment({ orderId }),
    releaseOtherCharge: () => activities.payments.releaseOtherCharge({ orderId, transactionId: 'another charge' }),
    followPayment: () => activities.payments.followPayment({ orderId, retry: false }),
    recordReturn: () => activities.orders.recordReturn(returned),
    refundReturn: () =>
      activities.payments.refundReturn({ refundId: returned.returnId, orderId, amount: 1_000, reason: 'a test' }),
    receiveReturn: () => activities.inventory.receiveReturn(returned),
    completeReturn: () => activities.orders.completeReturn({ returnId: returned.returnId, refundedAmount: 1_000 }),
    extendReservation: () => activities.inventory.extendReservation({ orderId, expiresAt: '2031-01-01T00:00:00.000Z' }),
    extendOrderReservation: () =>
      activities.orders.extendOrderReservation({ orderId, expiresAt: '2031-01-01T00:00:00.000Z' }),
  };
  const one = async <R extends object>(sql: string) => (await database.query<R>(sql, [orderId]))[0];
  return {
    /** @returns the code of the domain error that the activity was rejected with */
    async run(activity: string): Promise<string | undefined> {
      try {
        await new MockActivityEnvironment().run(run[activity] ?? expect.fail(activity));
        return undefined;
      } catch (error) {
        if (error instanceof DomainError) return error.code;
        throw error;
      }
    },
    /** Order, stock, payment and the money kept. */
    async summary(): Promise<string> {
      const row = await one<{ status: string; deleted: boolean; at: Date }>(
        'SELECT status, deleted_at IS NOT NULL AS deleted, reservation_expires_at AS at FROM orders.orders WHERE id = $1',
      );
      const held = await one<{ status: string; at: Date }>(
        'SELECT status, expires_at AS at FROM inventory.reservations WHERE order_id = $1',
      );
      const payment = await one<{ status: string }>('SELECT status FROM payments.payments WHERE order_id = $1');
      const made = await one<{ status: string }>('SELECT status FROM orders.returns WHERE order_id = $1');
      const kept = await one<{ kept: number }>(
        `SELECT sum(amount - refunded_amount)::int AS kept FROM gateway.charges WHERE order_id = $1 AND status = 'succeeded'`,
      );
      const { available, reserved, total } = await new InventoryService(source).get(productId);
      return [
        `order ${row ? row.status + (row.deleted ? ' (tombstone)' : '') : 'none'}${row?.at.getUTCFullYear() === 2031 ? ' extended' : ''}`,
        `stock ${held?.status ?? 'none'} ${available}+${reserved}=${total}${held?.at.getUTCFullYear() === 2031 ? ' extended' : ''}`,
        `payment ${payment?.status ?? 'none'} ${kept?.kept ?? 0}`,
        ...(made ? [`return ${made.status}`] : []),
      ].join(', ');
    },
  };
}

describe.each(Object.keys(STATES) as State[])('an order that is %s', (state) => {
  it.each(ACTIVITIES)('%s', async (activity) => {
    const order = await newOrder();
    for (const step of STATES[state]) {
      const code = await order.run(step);
      if (code !== undefined && step !== 'processPayment (declined)') expect.fail(`${step}: ${code}`);
    }
    const before = await order.summary();
    const code = await order.run(activity);
    const after = await order.summary();
    const effect = code === undefined ? after : `! ${code}`;
    expect(effect).toBe(EFFECTS[state][activity] ?? before);
    if (code !== undefined) expect(after).toBe(before);
  });
});
