import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { readNewOrder } from '../../src/api/orders/order-views.js';
import { Order } from '../../src/domains/orders/order.entity.js';
import type { OrderReader } from '../../src/domains/orders/order-reader.js';
import type { OrderStatus } from '../../src/contracts/orders.js';
import { Payment } from '../../src/domains/payments/payment.entity.js';
import type { PaymentReader } from '../../src/domains/payments/payment-reader.js';

const now = new Date();

/** Returns the view of an order with a payment, and the number of payment lookups. */
async function viewOf(status: OrderStatus) {
  const id = randomUUID();
  const order = Object.assign(new Order(), {
    ...{
      id,
      userId: randomUUID(),
      status,
      statusReason: null,
      totalAmount: 100,
      currency: 'USD',
      items: [],
      adjustments: [],
    },
    ...{
      details: null,
      paymentMethod: 'credit_card',
      version: 1,
      reservationExpiresAt: now,
      createdAt: now,
      updatedAt: now,
    },
  });
  const payment = Object.assign(new Payment(), {
    ...{ id: randomUUID(), orderId: id, status: 'success', method: 'credit_card', amount: 100, refundedAmount: 0 },
    ...{ version: 2, failureReason: null, redirectUrl: null, pendingRefunds: [], disputes: [] },
  });
  const findByOrders = vi.fn(() => Promise.resolve([payment]));
  const orders = { get: () => Promise.resolve(order) } as unknown as OrderReader;
  const view = await readNewOrder(id, orders, { findByOrders } as unknown as PaymentReader);
  return { view, lookups: findByOrders.mock.calls.length };
}

it('shows a pending order without looking up its payment', async () => {
  const { view, lookups } = await viewOf('pending');
  expect(view).toMatchObject({ status: 'pending', payment: null, version: 1 });
  expect(lookups).toBe(0);
});

it('shows an order with any other status together with its payment', async () => {
  const { view, lookups } = await viewOf('confirmed');
  expect(view).toMatchObject({ status: 'confirmed', payment: { status: 'success', amount: 100 } });
  expect(lookups).toBe(1);
});
