import { z } from 'zod';
import type { Order } from '../../domains/orders/order.entity.js';
import { isFinal } from '../../domains/orders/order-status.js';
import { isOperator } from '../auth/user.js';
import { changeEntry } from '../changes/change-origin.js';
import { timestamp } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { Problem } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';

const extensionBody = z
  .strictObject({
    seconds: z.int().min(1).max(86_400).meta({ description: 'Seconds to add to the current expiry; one day at most.' }),
  })
  .meta({ id: 'Extension', example: { seconds: 600 } });

export const extendReservation = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/reservation/extend',
  operationId: 'extendReservation',
  summary: 'Extend the reservation of an unpaid order',
  description: 'A request with the same `Idempotency-Key` returns the same expiry and extends nothing.',
  access: 'owner_or_operator',
  scope: 'orders:write',
  params: orderParams,
  headers: idempotencyHeaders,
  body: extensionBody,
  responses: {
    200: {
      description: 'The new expiry.',
      body: z
        .object({ reservation_expires_at: timestamp.meta({ description: 'When the stock is now released.' }) })
        .meta({ id: 'ReservationExpiry' }),
    },
  },
  problems: problems('order_not_found', 'reservation_not_extendable', 'idempotency_key_reused'),
  async handler(request, { orders, runs, changes, changeLog }) {
    const { id, status } = await getVisibleOrder(orders, request.params.id, request.user);
    const key = requestKey(request, 'extendReservation');
    const answer = await changes.orders.repeatable(key, async () => {
      if (isOperator(request.user)) {
        const change = { subjectId: id, before: { status }, after: { seconds: request.body.seconds } };
        await changeLog.record({ ...changeEntry(request, key), action: 'order.extension_requested', ...change });
      }
      // Temporal runs an update with the same id once.
      const extension = await runs.extend(id, request.body.seconds, key?.id);
      if (!extension) throw notExtendable(await orders.get(id));
      return { reservation_expires_at: extension.reservationExpiresAt };
    });
    return { status: 200, body: answer };
  },
});

/** A run that has closed without the order's final status was terminated. */
function notExtendable({ status }: Order): Problem {
  return new Problem(
    'reservation_not_extendable',
    isFinal(status)
      ? 'The order no longer waits for its payment, so its reservation cannot be extended.'
      : 'The placement of the order was interrupted, so its reservation cannot be extended. Cancel the order.',
  );
}
