import { toOrder, toStatusChange } from '../representations/order.js';
import { toDispute, toPayment, toRefund } from '../representations/payment.js';
import { toProduct } from '../representations/product.js';
import { toStock } from '../representations/stock.js';
import { Order } from '../domains/orders/order.entity.js';
import type { EventData, EventType } from './event-types.js';
import { changeOf, disputeOf, orderOf, paymentOf, productOf, refundOf, stockOf, type Facts } from './facts.js';

/** Represents the facts of an event as the API does. */
const REPRESENT: { readonly [T in EventType]: (facts: Facts) => EventData<T> } = {
  'order.created': changedOrder,
  'order.paid': changedOrder,
  'order.confirmed': changedOrder,
  'order.cancelled': changedOrder,
  'order.failed': changedOrder,
  'order.returned': changedOrder,
  'order.reservation_extended': (facts) => ({ order: toOrder(orderOf(facts), paymentOf(facts)) }),
  'payment.requires_action': changedPayment,
  'payment.succeeded': changedPayment,
  'payment.failed': changedPayment,
  'payment.refunded': (facts) => ({ ...changedPayment(facts), refund: toRefund(refundOf(facts)) }),
  'refund.failed': (facts) => ({ ...changedPayment(facts), refund: toRefund(refundOf(facts)) }),
  'dispute.opened': (facts) => ({ ...changedPayment(facts), dispute: toDispute(disputeOf(facts)) }),
  'dispute.closed': (facts) => ({ ...changedPayment(facts), dispute: toDispute(disputeOf(facts)) }),
  'inventory.low': changedStock,
  'inventory.out': changedStock,
  'product.changed': (facts) => ({ product: toProduct(productOf(facts), stockOf(facts)) }),
};

export function represent(type: EventType, facts: Facts): EventData {
  return REPRESENT[type](facts);
}

function changedOrder(facts: Facts): EventData<'order.created'> {
  const change = changeOf(facts);
  const order = orderOf(facts);
  // One transaction may make two changes, such as paid and confirmed: the first event shows the order between them.
  const then: Order =
    order.version === change.version
      ? order
      : Object.assign(new Order(), order, {
          status: change.to,
          statusReason: change.reason,
          version: change.version,
          updatedAt: change.at,
        });
  return { order: toOrder(then, paymentOf(facts)), change: toStatusChange(change) };
}

function changedPayment(facts: Facts): EventData<'payment.succeeded'> {
  const payment = paymentOf(facts);
  if (!payment) throw new Error('The event of a payment lacks its payment.');
  return { order: toOrder(orderOf(facts), payment), payment: toPayment(payment) };
}

function changedStock(facts: Facts): EventData<'inventory.low'> {
  const stock = stockOf(facts);
  if (!stock) throw new Error('The event of a stock lacks its stock.');
  return { inventory: toStock(stock), threshold: facts.threshold ?? 0 };
}
