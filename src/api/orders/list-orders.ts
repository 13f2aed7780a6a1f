import { z } from 'zod';
import { ORDER_STATUSES } from '../../domains/orders/order-status.js';
import { isOperator, type User } from '../auth/user.js';
import { cursorOf, cutPage, pageOf } from '../http/cursor.js';
import { time, uuid, wholeNumber } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { defineRoute } from '../http/route.js';
import { viewOrders } from './order-views.js';
import { orderRepresentation } from './representation.js';

/** The place in the list: the last order seen. */
const orderCursor = cursorOf(z.strictObject({ createdAt: z.iso.datetime({ precision: 3 }), id: uuid }));

const orderQuery = z.strictObject({
  user_id: uuid.optional().meta({ description: 'Whose orders; operators may pass any' }),
  status: z.enum(ORDER_STATUSES).optional(),
  created_after: time.optional(),
  created_before: time.optional(),
  limit: wholeNumber(1, 100).default(20),
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
  responses: { 200: { description: 'A page of orders', body: pageOf(orderRepresentation) } },
  async handler({ user, query }, { orders, payments }) {
    const rows = await orders.list({
      userId: whoseOrders(user, query.user_id),
      status: query.status,
      createdAfter: query.created_after,
      createdBefore: query.created_before,
      after: query.cursor,
      limit: query.limit + 1,
    });
    const { page, nextCursor } = cutPage(rows, query.limit, orderCursor, ({ createdAt, id }) => {
      return { createdAt: createdAt.toISOString(), id };
    });
    return { status: 200, body: { data: await viewOrders(page, payments), next_cursor: nextCursor } };
  },
});

/** Undefined: everybody's. */
function whoseOrders(user: User, asked: string | undefined): string | undefined {
  if (isOperator(user)) return asked;
  if (asked !== undefined && asked !== user.id) throw new Problem('forbidden', 'only an operator may ask for others');
  return user.id;
}
