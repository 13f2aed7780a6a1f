import { z } from 'zod';
import { ORDER_STATUSES } from '../../domains/orders/order-status.js';
import { isOperator, type User } from '../auth/user.js';
import { createCursorCodec, paginate, pageSchema } from '../http/cursor.js';
import { text, time, uuid, integerParam } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { defineRoute } from '../http/route.js';
import { viewOrders } from './order-views.js';
import { orderRepresentation } from '../../representations/order.js';

/** The last order of the previous page. */
const orderCursor = createCursorCodec(z.strictObject({ createdAt: time, id: uuid }));

const orderQuery = z.strictObject({
  user_id: uuid.optional().meta({ description: 'Only orders of this user. Customers may only pass their own id.' }),
  status: z.enum(ORDER_STATUSES).optional().meta({ description: 'Only orders with this status.' }),
  needs_attention: z.literal('true').optional().meta({
    description: 'Only orders of which a workflow has parked a compensation. Only operators may pass it.',
  }),
  external_reference: text(255).optional().meta({ description: "Only the order with the caller's own number." }),
  created_after: time.optional().meta({ description: 'Only orders created after this time.' }),
  created_before: time.optional().meta({ description: 'Only orders created before this time.' }),
  limit: integerParam(1, 100).default(20).meta({ description: 'Maximum number of orders on the page.' }),
  cursor: orderCursor.parameter,
});

export const listOrders = defineRoute({
  method: 'get',
  path: '/v1/orders',
  operationId: 'listOrders',
  summary: 'List orders',
  description: 'Returns orders from newest to oldest. Customers see their own orders; operators see all.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  query: orderQuery,
  responses: { 200: { description: 'A page of orders.', body: pageSchema('OrderPage', orderRepresentation) } },
  async handler({ user, query }, { orders, payments, parkedRuns }) {
    const userId = userIdFilter(user, query.user_id);
    if (query.needs_attention && !isOperator(user))
      throw new Problem('forbidden', 'Only operators may list the orders that need attention.');
    const rows = await orders.list({
      userId,
      status: query.status,
      ids: query.needs_attention && (await parkedRuns.findOrderIds()),
      externalReference: query.external_reference,
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

/** Undefined selects the orders of all users. */
function userIdFilter(user: User, requestedUserId: string | undefined): string | undefined {
  if (isOperator(user)) return requestedUserId;
  if (requestedUserId !== undefined && requestedUserId !== user.id)
    throw new Problem('forbidden', 'Only operators may list the orders of other users.');
  return user.id;
}
