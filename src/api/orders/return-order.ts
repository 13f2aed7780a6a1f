import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { OrderArchived } from '../../domains/orders/errors.js';
import { mergeLines } from '../../domains/orders/pricing.js';
import { assertInRefundWindow } from '../../domains/payments/refund-window.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { changeEntry } from '../changes/change-origin.js';
import { EXAMPLE_PRODUCT_ID, text, uuid } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { problemFromRejection } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from './order-views.js';
import { returnRepresentation, toReturn } from './return-representation.js';

const RETURN_ID_NAMESPACE = '3d3a7c61-0d0a-4f0e-8c55-9a3e2f6b7c10';

const returnBody = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          product_id: uuid.meta({ description: 'Product to return.' }),
          quantity: z.int().min(1).max(1_000_000).meta({ description: 'Units to return.' }),
        }),
      )
      .min(1)
      .max(100)
      .meta({ description: 'Products to return.' }),
    restock: z.boolean().meta({ description: 'Whether the returned units are sold again.' }),
    reason: text(500).meta({ description: 'Recorded with the return and its refund.' }),
  })
  .meta({
    id: 'ReturnRequest',
    example: {
      items: [{ product_id: EXAMPLE_PRODUCT_ID, quantity: 1 }],
      restock: true,
      reason: 'wrong size',
    },
  });

const returnHeaders = z.object({
  Location: z.string().meta({ description: 'Path of the returns of the order.' }),
});

export const returnOrder = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/returns',
  operationId: 'returnOrder',
  summary: 'Return items of an order',
  description:
    'Refunds the price of the items, or what remains of the payment, and takes the units back into stock when `restock` is true. ' +
    'The order stays confirmed; cancelling it later refunds and restocks the rest. A request with the same `Idempotency-Key` ' +
    'returns the same return.',
  access: 'operator',
  scope: 'refunds',
  params: orderParams,
  headers: idempotencyHeaders,
  body: returnBody,
  responses: {
    201: { description: 'The items are returned.', body: returnRepresentation, headers: returnHeaders },
    202: {
      description: 'The return goes on; its `status` shows the outcome.',
      body: returnRepresentation,
      headers: returnHeaders,
    },
  },
  problems: problems(
    'order_not_found',
    'order_not_returnable',
    'order_archived',
    'return_exceeds_order',
    'payment_disputed',
    'payment_not_refundable',
    'refund_window_closed',
    'idempotency_key_reused',
    'payment_gateway_refused',
  ),
  async handler(request, { orders, returns, payments, paymentRuns, changeLog, gateway }) {
    const { user, params, headers, body } = request;
    const order = await getVisibleOrder(orders, params.id, user);
    if (order.archived) throw new OrderArchived(order.id);
    const key = headers['Idempotency-Key'];
    const returnId = key === undefined ? randomUUID() : uuidV5(RETURN_ID_NAMESPACE, `${order.id}:${key}`);
    // In the order in which the return is stored, so that a run that continues it has the same request.
    const lines = mergeLines(body.items.map(({ product_id, quantity }) => ({ productId: product_id, quantity }))).sort(
      (a, b) => (a.productId < b.productId ? -1 : 1),
    );
    const { restock, reason } = body;
    const isRecorded = async () => (await returns.list(order.id)).some(({ id }) => id === returnId);
    const [payment] = await payments.findByOrders([order.id]);
    if (payment && !(await isRecorded())) assertInRefundWindow(gateway.capabilities, payment);
    const change = { subjectId: order.id, before: { status: order.status }, after: body };
    const entry = changeEntry(request, requestKey(request, 'returnOrder'));
    await changeLog.record({ ...entry, action: 'order.return_requested', ...change });
    const rejection = await paymentRuns.returnOrder(
      { returnId, orderId: order.id, lines, restock, reason },
      isRecorded,
    );
    if (rejection) throw problemFromRejection(rejection);
    const stored = (await returns.list(order.id)).find(({ id }) => id === returnId);
    if (!stored) throw new Error(`Return ${returnId} was made but is not stored.`);
    return {
      status: stored.status === 'pending' ? 202 : 201,
      body: toReturn(stored),
      headers: { Location: `/v1/orders/${order.id}/returns` },
    };
  },
});
