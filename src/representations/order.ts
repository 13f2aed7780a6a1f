import { z } from 'zod';
import { ORDER_STATUSES } from '../domains/orders/order-status.js';
import type { Order } from '../domains/orders/order.entity.js';
import type { StatusChange } from '../domains/orders/status-change.entity.js';
import { ADJUSTMENT_KINDS } from '../contracts/orders.js';
import { PAYMENT_METHODS } from '../contracts/payments.js';
import type { PaymentWithDisputes } from '../domains/payments/payment-reader.js';
import { orderWorkflowId } from '../contracts/workflow-ids.js';
import { createdAt, sumOfMinorUnits, timestamp, updatedAt, uuid } from './fields.js';
import { disputeRepresentation, paymentSummary, toDispute, toPaymentSummary } from './payment.js';
import { combineVersions } from './order-version.js';

const amount = sumOfMinorUnits.meta({ description: 'Minor units of `currency`.' });
const status = z
  .enum(ORDER_STATUSES)
  .meta({ description: '`confirmed`, `cancelled` and `failed` are final; a confirmed order can still be cancelled.' });
const method = z.enum(PAYMENT_METHODS).meta({ description: 'How the customer pays.' });

const orderItem = z
  .object({
    id: uuid.meta({ description: 'Identifies the line of the order.' }),
    product_id: uuid.meta({ description: 'Product that was ordered.' }),
    sku: z.string().meta({ description: 'SKU of the product.' }),
    name: z.string().meta({ description: 'Name of the product at the time of the order.' }),
    price: amount,
    quantity: z.int().min(1).meta({ description: 'Units that were ordered.' }),
    subtotal: amount,
  })
  .meta({ id: 'OrderItem', description: 'A product with its name and price at the time of the order.' });

const adjustment = z
  .object({
    kind: z.enum(ADJUSTMENT_KINDS).meta({ description: 'What it is.' }),
    label: z.string().meta({ description: 'Shown to the customer.' }),
    amount: z.int().meta({ description: 'Minor units of `currency`; negative for a discount.', format: 'int64' }),
    product_id: uuid.nullable().meta({ description: 'Product whose line it belongs to. Null for the whole order.' }),
    included: z.boolean().meta({ description: 'Whether the prices of the items contain it already.' }),
  })
  .meta({ id: 'PriceAdjustment' });

export const orderRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the order.' }),
    user_id: uuid.meta({ description: 'Customer who placed the order.' }),
    status,
    status_reason: z
      .string()
      .nullable()
      .meta({ description: 'Why the order has this status, if it was cancelled or failed.' }),
    total_amount: amount,
    currency: z.string().meta({ description: 'ISO 4217 code.', example: 'USD' }),
    payment_method: method,
    items: z.array(orderItem).meta({ description: 'Products of the order, in the order of the request.' }),
    adjustments: z.array(adjustment).meta({
      description:
        'Taxes, shipping costs and discounts. The total is the sum of the items and of those that are not `included`.',
    }),
    external_reference: z.string().nullable().meta({ description: "The caller's own number of the order." }),
    metadata: z.record(z.string(), z.string()).meta({ description: 'Data of the caller, by key.' }),
    payment: paymentSummary.nullable().meta({ description: 'Null until payment starts.' }),
    disputes: z.array(disputeRepresentation).meta({
      description: 'Chargebacks of the payment, from oldest to newest. Empty unless the customer disputed it.',
    }),
    reservation_expires_at: timestamp.meta({
      description: 'When the reserved stock is released if the order is unpaid.',
    }),
    workflow_id: z.string().meta({ description: 'Workflow id in Temporal.' }),
    version: z.int().min(1).meta({
      description: 'Increases with each change of the order, its payment or its refunds, not always by one.',
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  })
  .meta({ id: 'Order' });

export const statusChange = z
  .object({
    from: status.nullable().meta({ description: 'Status before the change; null for a new order.' }),
    to: status.meta({ description: 'Status after the change.' }),
    reason: z.string().nullable().meta({ description: 'A code, or the text of a cancellation.' }),
    at: timestamp.meta({ description: 'Time of the change.' }),
    actor: z.enum(['customer', 'operator', 'system']).meta({ description: 'Who made the change.' }),
  })
  .meta({ id: 'StatusChange' });

/** The data of an event: the order after that change, but with its current payment. */
export const orderChanged = orderRepresentation
  .extend({
    change: statusChange
      .nullable()
      .meta({ description: 'The change of the status; null when only the payment or the expiry changed.' }),
  })
  .meta({ id: 'OrderChanged' });

export function toOrder(order: Order, payment: PaymentWithDisputes | undefined): z.input<typeof orderRepresentation> {
  return {
    id: order.id,
    user_id: order.userId,
    status: order.status,
    status_reason: order.statusReason,
    total_amount: order.totalAmount,
    currency: order.currency,
    payment_method: method.parse(order.paymentMethod),
    items: order.items.map(({ id, productId, sku, name, price, quantity, subtotal }) => {
      return { id, product_id: productId, sku, name, price, quantity, subtotal };
    }),
    adjustments: order.adjustments.map(({ kind, label, amount, productId = null, included }) => {
      return { kind, label, amount, product_id: productId, included };
    }),
    external_reference: order.details?.externalReference ?? null,
    metadata: order.details?.metadata ?? {},
    payment: payment ? toPaymentSummary(payment) : null,
    disputes: payment?.disputes.map(toDispute) ?? [],
    reservation_expires_at: order.reservationExpiresAt.toISOString(),
    workflow_id: orderWorkflowId(order.id),
    version: combineVersions({ order: order.version, payment: payment?.version ?? 0 }),
    created_at: order.createdAt.toISOString(),
    updated_at: order.updatedAt.toISOString(),
  };
}

export function toStatusChange({ from, to, reason, at, actor }: StatusChange): z.input<typeof statusChange> {
  return { from, to, reason, at: at.toISOString(), actor };
}
