import { z } from 'zod';
import { orderRepresentation, statusChange } from '../representations/order.js';
import { disputeRepresentation, paymentRepresentation, refundRepresentation } from '../representations/payment.js';
import { productRepresentation } from '../representations/product.js';
import { stockRepresentation } from '../representations/stock.js';

/** The collections of the API whose members events are about. */
export type SubjectType = 'orders' | 'products' | 'inventory';

interface EventDefinition {
  /** Increases with each incompatible change of the data. */
  readonly version: number;
  readonly subject: SubjectType;
  /** When it is written, as one clause. */
  readonly description: string;
  readonly data: z.ZodType;
}

const order = orderRepresentation;
const payment = paymentRepresentation;
const changedOrder = z.object({ order, change: statusChange });
const changedPayment = z.object({ order, payment });
const changedRefund = z.object({ order, payment, refund: refundRepresentation });
const changedDispute = z.object({ order, payment, dispute: disputeRepresentation });
const changedStock = z.object({
  inventory: stockRepresentation,
  threshold: z.int().min(0).meta({ description: 'Units at or below which stock counts as low.' }),
});

/** Every event, with its schema. The AsyncAPI document and the reference are made from this table. */
export const EVENT_TYPES = {
  'order.created': {
    version: 1,
    subject: 'orders',
    description: 'An order was placed: its stock is reserved, and its payment begins.',
    data: changedOrder,
  },
  'order.paid': { version: 1, subject: 'orders', description: 'An order was paid.', data: changedOrder },
  'order.confirmed': {
    version: 1,
    subject: 'orders',
    description: 'An order is paid and its stock is taken: it can be delivered.',
    data: changedOrder,
  },
  'order.cancelled': {
    version: 1,
    subject: 'orders',
    description: 'An order was cancelled, or its reservation expired. A payment is refunded.',
    data: changedOrder,
  },
  'order.failed': { version: 1, subject: 'orders', description: 'The payment was declined.', data: changedOrder },
  'order.returned': {
    version: 1,
    subject: 'orders',
    description: 'Lines of a confirmed order were returned and refunded.',
    data: changedOrder,
  },
  'order.reservation_extended': {
    version: 1,
    subject: 'orders',
    description: 'The reservation of a pending order ends later.',
    data: z.object({ order }),
  },
  'payment.requires_action': {
    version: 1,
    subject: 'orders',
    description: 'The customer must act, at the URL in `payment.next_action`.',
    data: changedPayment,
  },
  'payment.succeeded': { version: 1, subject: 'orders', description: 'A payment was captured.', data: changedPayment },
  'payment.failed': {
    version: 1,
    subject: 'orders',
    description: 'A payment was declined or voided.',
    data: changedPayment,
  },
  'payment.refunded': {
    version: 1,
    subject: 'orders',
    description: 'A refund succeeded, of all or part of a payment.',
    data: changedRefund,
  },
  'refund.failed': {
    version: 1,
    subject: 'orders',
    description: 'A refund failed or was canceled. It may have succeeded before.',
    data: changedRefund,
  },
  'dispute.opened': {
    version: 1,
    subject: 'orders',
    description: 'The customer disputed a payment.',
    data: changedDispute,
  },
  'dispute.closed': {
    version: 1,
    subject: 'orders',
    description: 'The bank decided a dispute. It may change its decision.',
    data: changedDispute,
  },
  'inventory.low': {
    version: 1,
    subject: 'inventory',
    description: 'The available units of a product fell to the threshold or below, but not to 0.',
    data: changedStock,
  },
  'inventory.out': {
    version: 1,
    subject: 'inventory',
    description: 'The available units of a product fell to 0.',
    data: changedStock,
  },
  'product.changed': {
    version: 1,
    subject: 'products',
    description: 'A product was created or changed.',
    data: z.object({ product: productRepresentation }),
  },
} as const satisfies Record<string, EventDefinition>;

export type EventType = keyof typeof EVENT_TYPES;
export type EventData<T extends EventType = EventType> = z.input<(typeof EVENT_TYPES)[T]['data']>;

export const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES) as [EventType, ...EventType[]];
