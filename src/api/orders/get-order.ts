import { defineRoute, problems } from '../http/route.js';
import { findVisible, orderParams, viewOrder } from './order-views.js';
import { orderRepresentation } from './representation.js';

export const getOrder = defineRoute({
  method: 'get',
  path: '/v1/orders/:id',
  operationId: 'getOrder',
  summary: 'Get an order',
  access: 'owner_or_operator',
  params: orderParams,
  responses: { 200: { description: 'The order', body: orderRepresentation } },
  problems: problems('order_not_found'),
  async handler({ user, params }, { orders, payments }) {
    const order = await findVisible(orders, params.id, user);
    return { status: 200, body: await viewOrder(order, payments) };
  },
});
