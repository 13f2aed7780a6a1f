import { Problem } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams, viewOrder } from './order-views.js';
import { orderRepresentation } from './representation.js';

export const retryOrder = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/retry',
  operationId: 'retryOrder',
  summary: 'Retry the parked compensations of an order',
  description:
    'A compensation whose activity gave up is parked and tried again with a growing delay. This tries it now. Fix the ' +
    'cause first. `GET /v1/orders?needs_attention=true` lists the orders.',
  access: 'operator',
  params: orderParams,
  responses: { 202: { description: 'The parked compensations are being tried.', body: orderRepresentation } },
  problems: problems('order_not_found', 'nothing_to_retry'),
  async handler({ user, params }, { orders, payments, parkedRuns }) {
    const order = await getVisibleOrder(orders, params.id, user);
    if (!(await parkedRuns.retry(order.id))) {
      throw new Problem('nothing_to_retry', 'No compensation of this order waits for its next attempt.');
    }
    return { status: 202, body: await viewOrder(await orders.get(order.id), payments) };
  },
});
