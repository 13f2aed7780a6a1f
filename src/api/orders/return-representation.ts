import { z } from 'zod';
import type { StoredReturn } from '../../domains/orders/returns.service.js';
import { createdAt, sumOfMinorUnits, updatedAt, uuid } from '../http/fields.js';

const returnedItem = z.object({
  product_id: uuid.meta({ description: 'Product that is returned.' }),
  quantity: z.int().min(1).meta({ description: 'Units that are returned.' }),
});

export const returnRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the return and its refund.' }),
    order_id: uuid.meta({ description: 'Order of which items are returned.' }),
    status: z.enum(['pending', 'completed', 'rejected']).meta({
      description:
        'pending: the refund or the stock is not done yet. rejected: the refund was rejected; nothing was returned.',
    }),
    items: z.array(returnedItem).meta({ description: 'Products that are returned.' }),
    restock: z.boolean().meta({ description: 'Whether the units are for sale again.' }),
    reason: z.string().meta({ description: 'The text of the request.' }),
    amount: sumOfMinorUnits.meta({
      description: 'What the returned items cost with their share of the adjustments, in minor units.',
    }),
    refunded_amount: sumOfMinorUnits.nullable().meta({
      description:
        'Minor units; less than `amount` when less remained of the payment. Null until the return is completed. The payment ' +
        'lists the refund, which has the id of the return.',
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  })
  .meta({ id: 'Return' });

export function toReturn(stored: StoredReturn): z.input<typeof returnRepresentation> {
  return {
    id: stored.id,
    order_id: stored.orderId,
    status: stored.status,
    items: stored.lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
    restock: stored.restock,
    reason: stored.reason,
    amount: stored.amount,
    refunded_amount: stored.refundedAmount,
    created_at: stored.createdAt.toISOString(),
    updated_at: stored.updatedAt.toISOString(),
  };
}
