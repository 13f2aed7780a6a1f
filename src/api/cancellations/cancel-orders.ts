import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CancellationOutcome } from '../../contracts/cancel-orders.js';
import { refundWindowClosedAt } from '../../domains/payments/refund-window.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { changeOrigin } from '../changes/change-origin.js';
import { text, uuid } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { cancellationRepresentation, toCancellation } from './cancellation-representation.js';

/** The history of one run holds all its orders. */
const MAX_ORDERS = 500;
const CANCELLATION_ID_NAMESPACE = 'c9f0a3d2-7b7e-4b0e-9a57-0d9b9c6e2f11';

const cancellationBody = z
  .strictObject({
    order_ids: z
      .array(uuid)
      .min(1)
      .max(MAX_ORDERS)
      .meta({ description: 'Orders to cancel. An id that occurs twice counts once.' }),
    reason: text(500).meta({ description: 'Shown as `status_reason` of the orders.' }),
  })
  .meta({
    id: 'OrderCancellationsRequest',
    example: { order_ids: ['0f0c2f9e-3a4b-4c1d-8e55-3c8b0a1d2e3f'], reason: 'the product was recalled' },
  });

export const cancelOrders = defineRoute({
  method: 'post',
  path: '/v1/cancellations',
  operationId: 'cancelOrders',
  summary: 'Cancel several orders',
  description:
    'Starts one durable run that requests the cancellation of each order and reports what becomes of it. Confirmed orders are ' +
    'refunded and restocked. Read the outcomes from `Location`.',
  access: 'operator',
  scope: 'orders:write',
  headers: idempotencyHeaders,
  body: cancellationBody,
  responses: {
    202: {
      description: 'The run has started.',
      body: cancellationRepresentation,
      headers: z.object({ Location: z.string().meta({ description: 'Path of the cancellation.' }) }),
    },
  },
  problems: problems('idempotency_key_reused'),
  async handler(request, { orders, payments, gateway, cancellationRuns, changes, changeLog }) {
    const key = requestKey({ ...request, params: {} }, 'cancelOrders');
    await changes.orders.assertSameRequest(key);
    const id = key?.id ?? randomUUID();
    const { reason } = request.body;
    const orderIds = [...new Set(request.body.order_ids)];
    const notRefundable = (await payments.findByOrders(orderIds))
      .filter((payment) => refundWindowClosedAt(gateway.capabilities, payment))
      .map(({ orderId }) => orderId);
    for (const orderId of (await orders.versions(orderIds)).keys()) {
      if (notRefundable.includes(orderId)) continue;
      const entry = { ...changeOrigin(request), id: uuidV5(CANCELLATION_ID_NAMESPACE, `${id} ${orderId}`) };
      const change = {
        action: 'order.cancellation_requested',
        before: null,
        after: { reason, cancellation: id },
      } as const;
      await changeLog.record({ ...entry, ...change, subjectId: orderId });
    }
    await cancellationRuns.start(id, { orderIds, reason, ...(notRefundable.length > 0 && { notRefundable }) });
    const outcomeOf = (orderId: string): CancellationOutcome =>
      notRefundable.includes(orderId) ? 'not_cancellable' : 'requested';
    const started = { done: false, orders: orderIds.map((orderId) => ({ orderId, outcome: outcomeOf(orderId) })) };
    return { status: 202, body: toCancellation(id, started), headers: { Location: `/v1/cancellations/${id}` } };
  },
});
