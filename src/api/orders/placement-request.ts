import { z } from 'zod';
import { PAYMENT_METHODS } from '../../domains/payments/payment-status.js';
import { text, uuid } from '../http/fields.js';

export const orderBody = z
  .strictObject({
    items: z
      .array(z.strictObject({ product_id: uuid, quantity: z.int().min(1).max(10_000) }))
      .min(1)
      .max(100)
      .meta({ description: 'Lines of the same product are summed' }),
    payment_method: z.enum(PAYMENT_METHODS).meta({ example: 'credit_card' }),
    payment_token: text(255)
      .optional()
      .meta({ description: "The payment gateway's name for the customer's card", example: 'tok_approve' }),
  })
  .meta({ id: 'NewOrder' });
export type OrderBody = z.output<typeof orderBody>;

export const placementHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .regex(/^[\x20-\x7e]{1,255}$/, 'must be 1 to 255 printable ASCII characters')
    .optional()
    .meta({ description: 'Chosen by you: a request repeated with it finds the order of the first one' }),
  Prefer: z
    .string()
    .optional()
    .meta({ description: 'Waits up to N seconds (0 to 30) for a final status', example: 'wait=10' }),
});
