import { z } from 'zod';
import type { OrderCriteria, OrderCursor } from '../../domains/orders/order-filter.js';
import type { Order } from '../../domains/orders/order.entity.js';
import { CSV, csvFile, csvLine } from '../http/csv.js';
import { defineRoute } from '../http/route.js';
import type { Services } from '../services.js';
import { criteriaParameters, readCriteria } from './order-criteria.js';
import { viewOrders, type OrderView } from './order-views.js';

/** Orders that one statement reads. */
const BATCH_SIZE = 500;

/** The columns of the file and their values. */
const COLUMNS: Readonly<Record<string, (order: OrderView) => string | number | null>> = {
  id: ({ id }) => id,
  created_at: ({ created_at }) => created_at,
  user_id: ({ user_id }) => user_id,
  status: ({ status }) => status,
  status_reason: ({ status_reason }) => status_reason,
  items: ({ items }) => items.map(({ quantity, sku }) => `${quantity} x ${sku}`).join('; '),
  total_amount: ({ total_amount }) => total_amount,
  currency: ({ currency }) => currency,
  payment_method: ({ payment_method }) => payment_method,
  payment_status: ({ payment }) => payment?.status ?? null,
  refunded_amount: ({ payment }) => payment?.refunded_amount ?? 0,
};

export const exportOrders = defineRoute({
  method: 'get',
  path: '/v1/orders/export',
  operationId: 'exportOrders',
  summary: 'Export orders as CSV',
  description:
    'Sends the orders that `GET /v1/orders` lists for the same parameters, all of them, as a CSV file. Amounts are in minor units. ' +
    'Text that a spreadsheet would run as a formula begins with an apostrophe.',
  access: 'owner_or_operator',
  scope: 'orders:read',
  query: z.strictObject(criteriaParameters),
  responses: {
    200: {
      description: 'The file.',
      contentType: CSV,
      body: csvFile(Object.keys(COLUMNS)),
      headers: z.object({
        'Content-Disposition': z.string().meta({ description: 'The name under which a browser saves the file.' }),
      }),
    },
  },
  async handler({ user, query, signal }, services) {
    const criteria = await readCriteria(user, query, services);
    // Read before the response starts, so that an outage is still a problem with its status.
    const first = await services.orders.list({ ...criteria, limit: BATCH_SIZE });
    return {
      status: 200,
      body: fileOf(first, criteria, services, signal),
      headers: { 'Content-Disposition': 'attachment; filename="orders.csv"' },
    };
  },
});

async function* fileOf(
  first: readonly Order[],
  criteria: OrderCriteria,
  { orders, payments }: Services,
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield csvLine(Object.keys(COLUMNS));
  for (let batch = first; batch.length > 0;) {
    const views = await viewOrders(batch, payments);
    yield views.map((view) => csvLine(Object.values(COLUMNS).map((valueOf) => valueOf(view)))).join('');
    const last = batch.at(-1);
    if (!last || batch.length < BATCH_SIZE) return;
    signal.throwIfAborted();
    const after: OrderCursor = { createdAt: last.createdAt.toISOString(), id: last.id };
    batch = await orders.list({ ...criteria, after, limit: BATCH_SIZE });
  }
}
