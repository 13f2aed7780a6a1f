import { z } from 'zod';
import { createCursorCodec, paginate, pageSchema } from '../http/cursor.js';
import { time, uuid, integerParam } from '../http/fields.js';
import { defineRoute } from '../http/route.js';
import { criteriaParameters, readCriteria } from './order-criteria.js';
import { viewOrders } from './order-views.js';
import { orderRepresentation } from './representation.js';

/** The last order of the previous page. */
const orderCursor = createCursorCodec(z.strictObject({ createdAt: time, id: uuid }));

const orderQuery = z.strictObject({
  ...criteriaParameters,
  limit: integerParam(1, 100).default(20).meta({ description: 'Maximum number of orders on the page.' }),
  cursor: orderCursor.parameter,
});

export const listOrders = defineRoute({
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  summary: 'List orders',
  description:
    'Returns orders from newest to oldest that match every given parameter. Customers see their own orders; operators see all.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  query: orderQuery,
  responses: { 200: { description: 'A page of orders.', body: pageSchema('OrderPage', orderRepresentation) } },
  async handler({ user, query }, services) {
    const criteria = await readCriteria(user, query, services);
    const rows = await services.orders.list({ ...criteria, after: query.cursor, limit: query.limit + 1 });
    const { page, nextCursor } = paginate(rows, query.limit, orderCursor, ({ createdAt, id }) => {
      return { createdAt: createdAt.toISOString(), id };
    });
    return { status: 200, body: { data: await viewOrders(page, services.payments), next_cursor: nextCursor } };
  },
});
