import { z } from 'zod';
import { OrderNotCancellable } from '../../domains/orders/errors.js';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import type { OrderStatus } from '../../domains/orders/order-status.js';
import type { Order } from '../../domains/orders/order.entity.js';
import type { CancelRequest } from '../../workflows/messages.js';
import { text } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { findVisible, orderParams, viewOrder } from './order-views.js';
import type { OrderRuns } from './order-runs.js';
import { orderRepresentation } from './representation.js';

const cancelBody = z.strictObject({ reason: text(500).optional() }).meta({ id: 'Cancellation' });

/** What asking for a cancellation does to an order, by the status it is in. */
const CANCELLATION: Record<OrderStatus, 'ask_the_run' | 'done_already' | 'refuse'> = {
  pending: 'ask_the_run',
  paid: 'ask_the_run',
  confirmed: 'refuse',
  cancelled: 'done_already',
  failed: 'refuse',
};

export const cancelOrder = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/cancel',
  operationId: 'cancelOrder',
  summary: 'Cancel an order',
  description: 'What was held is given back and what was charged is refunded; watch `status` for the end of it.',
  access: 'owner_or_operator',
  params: orderParams,
  body: cancelBody.optional(),
  responses: {
    202: { description: 'The order is being cancelled', body: orderRepresentation },
    200: { description: 'It was cancelled before', body: orderRepresentation },
  },
  problems: problems('order_not_found', 'order_not_cancellable'),
  async handler({ user, params, body }, services) {
    const order = await findVisible(services.orders, params.id, user);
    const actor = order.userId === user.id ? 'customer' : 'operator';
    const outcome = await callOff(order, { reason: body?.reason, actor }, services);
    return {
      status: outcome === 'asked' ? 202 : 200,
      body: await viewOrder(await services.orders.get(order.id), services.payments),
    };
  },
});

/**
 * Asks for an order to be cancelled.
 *
 * @returns `asked` when that is under way now, `done_already` when it was cancelled before
 * @throws OrderNotCancellable
 */
async function callOff(
  order: Order,
  request: CancelRequest,
  { orders, runs }: { readonly orders: OrderReader; readonly runs: OrderRuns },
): Promise<'asked' | 'done_already'> {
  if (decide(order) === 'done_already') return 'done_already';
  if ((await runs.cancel(order.id, request)) === 'asked') return 'asked';

  // The run ended since the order was read: what it left decides.
  const ended = await orders.get(order.id);
  if (decide(ended) === 'done_already') return 'done_already';
  throw new OrderNotCancellable(ended.id, ended.status);
}

function decide({ id, status }: Order): 'ask_the_run' | 'done_already' {
  const decision = CANCELLATION[status];
  if (decision === 'refuse') throw new OrderNotCancellable(id, status);
  return decision;
}
