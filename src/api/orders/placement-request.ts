import { z } from 'zod';
import { PAYMENT_METHODS } from '../../contracts/payments.js';
import { EXAMPLE_PRODUCT_ID, idempotencyKey, text, uuid } from '../http/fields.js';
import { personalFields, referenceFields } from './own-data.js';

const orderLine = z.strictObject({
  product_id: uuid.meta({ description: 'Product to order.' }),
  quantity: z.int().min(1).max(10_000).meta({ description: 'Units to order.' }),
});

export const orderBody = z
  .strictObject({
    items: z
      .array(orderLine)
      .min(1)
      .max(100)
      .meta({ description: 'Products to order. Quantities of lines with the same product are added.' }),
    payment_method: z.enum(PAYMENT_METHODS).meta({ description: 'How the customer pays.', example: 'credit_card' }),
    payment_token: text(255)
      .optional()
      .meta({ description: "The payment provider's token for the customer's card.", example: 'tok_approve' }),
    ...referenceFields,
    ...personalFields,
  })
  .meta({
    id: 'OrderRequest',
    example: {
      items: [{ product_id: EXAMPLE_PRODUCT_ID, quantity: 1 }],
      payment_method: 'credit_card',
      payment_token: 'tok_approve',
    },
  });
export type OrderBody = z.output<typeof orderBody>;

export const placementHeaders = z.object({
  'Idempotency-Key': idempotencyKey,
  Prefer: z.string().optional().meta({
    description: '`wait=N` waits up to N seconds (0 to 30) for the final status of the order.',
    example: 'wait=10',
  }),
});
