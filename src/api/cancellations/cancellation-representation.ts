import { z } from 'zod';
import { uuid } from '../http/fields.js';
import type { CancellationState } from './cancellation-runs.js';

const cancelledOrder = z
  .object({
    order_id: uuid.meta({ description: 'Identifies the order.' }),
    outcome: z
      .enum(['requested', 'cancelled', 'already_cancelled', 'not_cancellable', 'not_found', 'unfinished'])
      .meta({
        description:
          'requested: in progress. not_cancellable: the payment failed, or the provider no longer refunds it. unfinished: it ' +
          'takes long and goes on; `GET /v1/attention` shows why.',
      }),
  })
  .meta({ id: 'CancelledOrder' });

export const cancellationRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the cancellation.' }),
    status: z.enum(['running', 'done']).meta({ description: 'done: nothing more is reported.' }),
    data: z.array(cancelledOrder).meta({ description: 'The orders, in the order of the request.' }),
  })
  .meta({ id: 'OrderCancellations' });

export function toCancellation(
  id: string,
  { done, orders }: CancellationState,
): z.input<typeof cancellationRepresentation> {
  return {
    id,
    status: done ? 'done' : 'running',
    data: orders.map(({ orderId, outcome }) => ({ order_id: orderId, outcome })),
  };
}
