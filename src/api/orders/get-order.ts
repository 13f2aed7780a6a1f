import { z } from 'zod';
import { ORDER_TRANSITIONS } from '../../domains/orders/order-status.js';
import { integerParam } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { MAX_WAIT_SECONDS } from '../http/prefer.js';
import { getVisibleOrder, orderParams, viewOrder } from './order-views.js';
import { orderRepresentation } from '../../representations/order.js';

const pollQuery = z.strictObject({
  wait: integerParam(0, MAX_WAIT_SECONDS).optional().meta({
    description: 'Seconds to wait for a change. Without one, the current order is returned after that time.',
    example: 10,
  }),
  after_version: integerParam(0, 2 ** 31 - 1)
    .optional()
    .meta({ description: 'Waits for a version later than this one. Defaults to the current version.', example: 1 }),
});

export const getOrder = defineRoute({
  method: 'get',
  path: '/v1/orders/:id',
  operationId: 'getOrder',
  summary: 'Get an order',
  description: 'With `wait`, returns as soon as the order has changed (long polling).',
  access: 'owner_or_operator',
  scope: 'orders:read',
  supportsWait: true,
  params: orderParams,
  query: pollQuery,
  responses: { 200: { description: 'The order.', body: orderRepresentation } },
  problems: problems('order_not_found'),
  async handler({ user, params, query, signal }, { orders, payments, watch }) {
    const order = await getVisibleOrder(orders, params.id, user);
    const view = await viewOrder(order, payments);
    const { wait = 0, after_version = view.version } = query;
    const mayChange = ORDER_TRANSITIONS[order.status].length > 0;
    if (wait === 0 || view.version > after_version || !mayChange) return { status: 200, body: view };
    await watch.waitForChange(order.id, after_version, signal, wait * 1_000);
    return { status: 200, body: await viewOrder(await orders.get(order.id), payments) };
  },
});
