import { randomUUID } from 'node:crypto';
import type { NewOrder, OrderStatus } from '../../src/contracts/orders.js';
import type { OrdersService } from '../../src/domains/orders/orders.service.js';

/** Two items, 25.49 dollars. */
export function newOrder(overrides: Partial<NewOrder> = {}): NewOrder {
  return {
    orderId: randomUUID(),
    userId: randomUUID(),
    paymentMethod: 'credit_card',
    requestFingerprint: null,
    items: [
      { productId: randomUUID(), sku: 'CUP', name: 'Cup', price: 1_000, quantity: 2, subtotal: 2_000 },
      { productId: randomUUID(), sku: 'POT', name: 'Pot', price: 549, quantity: 1, subtotal: 549 },
    ],
    totalAmount: 2_549,
    currency: 'USD',
    reservationExpiresAt: '2030-01-01T00:15:00.000Z',
    ...overrides,
  };
}

/** A status in which an order can stay; `paid` is transient. */
export type StableStatus = Exclude<OrderStatus, 'paid'>;

/** Moves an order to a status. A confirmed order gets a random payment id. */
export async function createOrderInStatus(orders: OrdersService, order: NewOrder, status: StableStatus): Promise<void> {
  switch (status) {
    case 'pending':
      await orders.create(order);
      return;
    case 'confirmed':
      await orders.confirm(order.orderId, randomUUID());
      return;
    case 'cancelled':
    case 'failed':
      await orders.terminate(order, { status, reason: `it was ${status}`, actor: 'operator' });
      return;
  }
}
