import { z } from 'zod';
import { ORDER_STATUSES } from '../../domains/orders/order-status.js';
import { isOperator, type User } from '../auth/user.js';
import { createCursorCodec, paginate, pageSchema } from '../http/cursor.js';
import { time, uuid, integerParam } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { defineRoute } from '../http/route.js';
import { viewOrders } from './order-views.js';
import { orderRepresentation } from './representation.js';

/** The place in the list: the last order seen. */
const orderCursor = createCursorCodec(z.strictObject({ createdAt: z.iso.datetime({ precision: 3 }), id: uuid }));

const orderQuery = z.strictObject({
  user_id: uuid.optional().meta({ description: 'Whose orders; operators may pass any' }),
  status: z.enum(ORDER_STATUSES).optional(),
  created_after: time.optional(),
  created_before: time.optional(),
  limit: integerParam(1, 100).default(20),
  cursor: orderCursor.parameter,
});

export const listOrders = defineRoute({
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  summary: 'List orders, newest first',
  description: 'A customer sees their own; an operator sees all, or those of `user_id`.',
  access: 'owner_or_operator',
  query: orderQuery,
  responses: { 200: { description: 'A page of orders', body: pageSchema(orderRepresentation) } },
  async handler({ user, query }, { orders, payments }) {
    const rows = await orders.list({
      userId: userIdFilter(user, query.user_id),
      status: query.status,
      createdAfter: query.created_after,
      createdBefore: query.created_before,
      after: query.cursor,
      limit: query.limit + 1,
    });
    const { page, nextCursor } = paginate(rows, query.limit, orderCursor, ({ createdAt, id }) => {
      return { createdAt: createdAt.toISOString(), id };
    });
    return { status: 200, body: { data: await viewOrders(page, payments), next_cursor: nextCursor } };
  },
});

/** Undefined: everybody's. */
function userIdFilter(user: User, requestedUserId: string | undefined): string | undefined {
  if (isOperator(user)) return requestedUserId;
  if (requestedUserId !== undefined && requestedUserId !== user.id)
    throw new Problem('forbidden', 'only an operator may ask for others');
  return user.id;
}
