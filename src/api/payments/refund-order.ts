import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PaymentNotRefundable } from '../../domains/payments/errors.js';
import type { Order } from '../../domains/orders/order.entity.js';
import { assertInRefundWindow } from '../../domains/payments/refund-window.js';
import type { Services } from '../services.js';
import { changeEntry } from '../changes/change-origin.js';
import { text } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { Problem, problemFromRejection } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from '../orders/order-views.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { refundRepresentation, toRefund } from '../../representations/payment.js';

const REFUND_ID_NAMESPACE = '0b0c1d52-5f0e-4e0a-8d0c-6c2b5a1d7f31';

const refundBody = z
  .strictObject({
    // The payment bounds the amount, and may be larger than the price of one product.
    amount: z.int().min(1).optional().meta({
      format: 'int64',
      description: 'Minor units. Defaults to the part of the payment that is not refunded yet.',
    }),
    reason: text(500).meta({ description: 'Recorded with the refund.' }),
  })
  .meta({ id: 'RefundRequest', example: { amount: 500, reason: 'arrived damaged' } });

export const refundOrder = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/refunds',
  operationId: 'refundOrder',
  summary: 'Refund a payment in full or in part',
  description:
    'Refunds the payment of a confirmed order and leaves the order confirmed. To refund and restock it, cancel the ' +
    'order. A request with the same `Idempotency-Key` returns the same refund.',
  access: 'operator',
  scope: 'refunds',
  params: orderParams,
  headers: idempotencyHeaders,
  body: refundBody,
  responses: {
    201: {
      description:
        'The refund. While its `status` is `pending`, the payment provider has not decided it; the payment shows the ' +
        'outcome.',
      body: refundRepresentation,
      headers: z.object({
        Location: z.string().meta({ description: 'Path of the payment, which lists its refunds.' }),
      }),
    },
  },
  problems: problems(
    'order_not_found',
    'payment_not_refundable',
    'payment_disputed',
    'refund_window_closed',
    'refund_exceeds_payment',
    'idempotency_key_reused',
    'payment_gateway_refused',
  ),
  async handler(request, services) {
    const { orders, payments, paymentRuns, changeLog } = services;
    const { user, params, headers, body } = request;
    const order = await getVisibleOrder(orders, params.id, user);
    const key = headers['Idempotency-Key'];
    const refundId = key === undefined ? randomUUID() : uuidV5(REFUND_ID_NAMESPACE, `${order.id}:${key}`);
    const paymentId = await getRefundablePaymentId(order, refundId, services);
    const { amount, reason } = body;
    const change = { subjectId: order.id, before: { status: order.status }, after: { amount: amount ?? null, reason } };
    const entry = changeEntry(request, requestKey(request, 'refundOrder'));
    await changeLog.record({ ...entry, action: 'order.refund_requested', ...change });
    const rejection = await paymentRuns.refund({ refundId, orderId: order.id, reason, ...(amount && { amount }) });
    if (rejection) throw problemFromRejection(rejection);

    const { refunds } = await payments.get(paymentId);
    const refund = refunds.find(({ id }) => id === refundId);
    if (!refund) throw new Error(`Refund ${refundId} was made but is not stored.`);
    return { status: 201, body: toRefund(refund), headers: { Location: `/v1/payments/${paymentId}` } };
  },
});

/**
 * A refund that an earlier request with the key recorded keeps its outcome, also after the order was cancelled.
 *
 * @throws PaymentNotRefundable unless the order is confirmed: until then its run decides about the payment
 * @throws RefundWindowClosed
 */
async function getRefundablePaymentId(
  order: Order,
  refundId: string,
  { payments, gateway }: Pick<Services, 'payments' | 'gateway'>,
): Promise<string> {
  const payment = await payments.findWithRefunds(order.id);
  if (!payment) throw new Problem('payment_not_refundable', `Order ${order.id} has no payment.`);
  if (payment.refunds.some(({ id }) => id === refundId)) return payment.id;
  if (order.status !== 'confirmed') throw new PaymentNotRefundable(payment.id, payment.status);
  assertInRefundWindow(gateway.capabilities, payment);
  return payment.id;
}
