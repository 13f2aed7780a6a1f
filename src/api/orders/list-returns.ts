import { z } from 'zod';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';
import { returnRepresentation, toReturn } from './return-representation.js';

export const listReturns = defineRoute({
  method: 'get',
  path: '/v1/orders/:id/returns',
  operationId: 'listReturns',
  summary: 'List the returns of an order',
  description: 'Returns them from oldest to newest.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  params: orderParams,
  responses: {
    200: {
      description: 'The returns.',
      body: z
        .object({ data: z.array(returnRepresentation).meta({ description: 'Returns from oldest to newest.' }) })
        .meta({ id: 'Returns' }),
    },
  },
  problems: problems('order_not_found'),
  async handler({ user, params }, { orders, returns }) {
    const { id } = await getVisibleOrder(orders, params.id, user);
    return { status: 200, body: { data: (await returns.list(id)).map(toReturn) } };
  },
});
