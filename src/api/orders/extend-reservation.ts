import { z } from 'zod';
import type { Order } from '../../domains/orders/order.entity.js';
import { isFinal } from '../../domains/orders/order-status.js';
import { timestamp } from '../http/fields.js';
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
  access: 'owner_or_operator',
  params: orderParams,
  body: extensionBody,
  responses: {
    200: { description: 'The new expiry.', body: z.object({ reservation_expires_at: timestamp }) },
  },
  problems: problems('order_not_found', 'reservation_not_extendable'),
  async handler({ user, params, body }, { orders, runs }) {
    const { id } = await getVisibleOrder(orders, params.id, user);
    const extension = await runs.extend(id, body.seconds);
    if (!extension) throw notExtendable(await orders.get(id));
    return { status: 200, body: { reservation_expires_at: extension.reservationExpiresAt } };
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
