import { z } from 'zod';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';
import { statusChange, toStatusChange } from '../../representations/order.js';

export const getOrderHistory = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/history',
  operationId: 'getOrderHistory',
  summary: 'List the status changes of an order',
  description: 'Returns the changes from oldest to newest.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  params: orderParams,
  responses: {
    200: {
      description: 'The status changes.',
      body: z
        .object({ data: z.array(statusChange).meta({ description: 'Changes from oldest to newest.' }) })
        .meta({ id: 'StatusChanges' }),
    },
  },
  problems: problems('order_not_found'),
  async handler({ user, params }, { orders }) {
    const { id } = await getVisibleOrder(orders, params.id, user);
    return { status: 200, body: { data: (await orders.history(id)).map(toStatusChange) } };
  },
});
