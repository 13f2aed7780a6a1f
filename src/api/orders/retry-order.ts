import { changeEntry } from '../changes/change-origin.js';
import { Problem } from '../http/problem.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
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
  scope: 'orders:write',
  params: orderParams,
  headers: idempotencyHeaders,
  responses: { 202: { description: 'The parked compensations are being tried.', body: orderRepresentation } },
  problems: problems('order_not_found', 'nothing_to_retry'),
  async handler(request, { orders, payments, returns, parkedRuns, changes, changeLog }) {
    const { id, status } = await getVisibleOrder(orders, request.params.id, request.user);
    const key = requestKey(request, 'retryOrder');
    const answer = await changes.orders.repeatable(key, async () => {
      const change = { action: 'order.retry_requested', subjectId: id, before: { status }, after: null } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change });
      const returnIds = (await returns.list(id)).map((each) => each.id);
      if (!(await parkedRuns.retry(id, returnIds))) {
        throw new Problem('nothing_to_retry', 'No compensation of this order waits for its next attempt.');
      }
      return viewOrder(await orders.get(id), payments);
    });
    return { status: 202, body: answer };
  },
});
