import { z } from 'zod';
import { OrderNotFound } from '../../domains/orders/errors.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { Order } from '../../domains/orders/order.entity.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import { isOperator, type User } from '../auth/user.js';
import { uuid } from '../http/fields.js';
import { toOrder, type orderRepresentation } from './representation.js';

export const orderParams = z.strictObject({ id: uuid.meta({ description: 'Identifies the order.' }) });

export type OrderView = z.input<typeof orderRepresentation>;

/**
 * Reads an order that the user may see.
 *
 * @throws OrderNotFound also for another customer's order, so that callers cannot probe for ids
 */
export async function getVisibleOrder(orders: OrderReader, orderId: string, user: User): Promise<Order> {
  const order = await orders.get(orderId);
  if (order.userId !== user.id && !isOperator(user)) throw new OrderNotFound(orderId);
  return order;
}

/** Represents orders with their payments, which one statement reads. */
export async function viewOrders(orders: readonly Order[], payments: PaymentReader): Promise<OrderView[]> {
  const found = await payments.findByOrders(orders.map((order) => order.id));
  const byOrder = new Map(found.map((payment) => [payment.orderId, payment]));
  return orders.map((order) => toOrder(order, byOrder.get(order.id)));
}

export async function viewOrder(order: Order, payments: PaymentReader): Promise<OrderView> {
  const [payment] = await payments.findByOrders([order.id]);
  return toOrder(order, payment);
}

/**
 * Reads an order and its payment concurrently.
 *
 * @throws OrderNotFound
 */
export async function readOrder(orderId: string, orders: OrderReader, payments: PaymentReader): Promise<OrderView> {
  const [order, [payment]] = await Promise.all([orders.get(orderId), payments.findByOrders([orderId])]);
  return toOrder(order, payment);
}

/**
 * Reads an order that was just accepted. A pending order is shown without a payment, which saves the caller a query:
 * payment starts after acceptance.
 *
 * @throws OrderNotFound
 */
export async function readNewOrder(orderId: string, orders: OrderReader, payments: PaymentReader): Promise<OrderView> {
  const order = await orders.get(orderId);
  return order.status === 'pending' ? toOrder(order, undefined) : viewOrder(order, payments);
}
