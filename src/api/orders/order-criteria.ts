import { z } from 'zod';
import { PAYMENT_METHODS } from '../../contracts/payments.js';
import type { OrderCriteria } from '../../domains/orders/order-filter.js';
import { ORDER_STATUSES } from '../../domains/orders/order-status.js';
import { isOperator, type User } from '../auth/user.js';
import { integerParam, text, time, uuid } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import type { Services } from '../services.js';

/** Above the largest total of an order. */
const MAX_TOTAL = 2 ** 53 - 1;

/** The query parameters that select orders. */
export const criteriaParameters = {
  q: text(64).optional().meta({
    description: 'An order id, a customer id, at least 4 first characters of either, or a SKU.',
    example: 'MUG-1',
  }),
  user_id: uuid.optional().meta({ description: 'Only orders of this user. Customers may only pass their own id.' }),
  status: z.enum(ORDER_STATUSES).optional().meta({ description: 'Only orders with this status.' }),
  method: z.enum(PAYMENT_METHODS).optional().meta({ description: 'Only orders with this payment method.' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
    .optional()
    .meta({ description: 'Only orders in this currency, as an ISO 4217 code.' }),
  min_total: integerParam(0, MAX_TOTAL).optional().meta({
    description: 'Only orders with at least this total, in minor units. Combine it with `currency`.',
  }),
  max_total: integerParam(0, MAX_TOTAL).optional().meta({
    description: 'Only orders with at most this total, in minor units. Combine it with `currency`.',
  }),
  needs_attention: z.literal('true').optional().meta({
    description: 'Only orders that `GET /v1/attention` names. Only operators may pass it.',
  }),
  created_after: time.optional().meta({ description: 'Only orders created after this time.' }),
  created_before: time.optional().meta({ description: 'Only orders created before this time.' }),
};

type CriteriaQuery = Partial<{ [K in keyof typeof criteriaParameters]: z.output<(typeof criteriaParameters)[K]> }>;

/**
 * Reads the criteria of a request, limited to what the user may see.
 *
 * @throws Problem `forbidden`
 */
export async function readCriteria(
  user: User,
  query: CriteriaQuery,
  { attention }: Pick<Services, 'attention'>,
): Promise<OrderCriteria> {
  if (query.needs_attention && !isOperator(user))
    throw new Problem('forbidden', 'Only operators may list the orders that need attention.');
  return {
    userId: userIdFilter(user, query.user_id),
    status: query.status,
    method: query.method,
    currency: query.currency,
    minTotal: query.min_total,
    maxTotal: query.max_total,
    text: query.q,
    ids: query.needs_attention && (await attention.orderIds()),
    createdAfter: query.created_after,
    createdBefore: query.created_before,
  };
}

/** Undefined selects the orders of all users. */
function userIdFilter(user: User, requestedUserId: string | undefined): string | undefined {
  if (isOperator(user)) return requestedUserId;
  if (requestedUserId !== undefined && requestedUserId !== user.id)
    throw new Problem('forbidden', 'Only operators may list the orders of other users.');
  return user.id;
}
