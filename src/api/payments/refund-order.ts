import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { PaymentNotRefundable } from '../../domains/payments/errors.js';
import type { Order } from '../../domains/orders/order.entity.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import { idempotencyKey, minorUnits, text } from '../http/fields.js';
import { Problem, problemFromDomainError, unavailable } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { getVisibleOrder, orderParams } from '../orders/order-views.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { refundRepresentation, toRefund } from './representation.js';

const REFUND_ID_NAMESPACE = '0b0c1d52-5f0e-4e0a-8d0c-6c2b5a1d7f31';

const refundBody = z
  .strictObject({
    amount: minorUnits.optional().meta({ description: 'Minor units; all that is left when absent' }),
    reason: text(500),
  })
  .meta({ id: 'RefundRequest', example: { amount: 500, reason: 'arrived damaged' } });

export const refundOrder = defineRoute({
  method: 'post',
  path: '/v1/orders/:id/refunds',
  operationId: 'refundOrder',
  summary: 'Refund an order, in whole or in part',
  description: 'The order stays as it is; cancelling it refunds it too. The same `Idempotency-Key` is the same refund.',
  access: 'operator',
  params: orderParams,
  headers: z.object({ 'Idempotency-Key': idempotencyKey }),
  body: refundBody,
  responses: {
    201: {
      description: 'Refunded',
      body: refundRepresentation,
      headers: z.object({ Location: z.string().meta({ description: 'The payment, which lists its refunds' }) }),
    },
  },
  problems: problems(
    'order_not_found',
    'payment_not_refundable',
    'refund_exceeds_payment',
    'idempotency_key_reused',
    'payment_gateway_refused',
  ),
  async handler({ user, params, headers, body }, { orders, payments, paymentRuns }) {
    const order = await getVisibleOrder(orders, params.id, user);
    const paymentId = await getRefundablePaymentId(order, payments);
    const key = headers['Idempotency-Key'];
    const refundId = key === undefined ? randomUUID() : uuidV5(REFUND_ID_NAMESPACE, `${order.id}:${key}`);
    const { amount, reason } = body;
    const rejection = await paymentRuns.refund({ refundId, orderId: order.id, reason, ...(amount && { amount }) });
    if (rejection?.code === 'unavailable') throw unavailable(rejection.message);
    if (rejection) throw problemFromDomainError(rejection);

    const { refunds } = await payments.get(paymentId);
    const refund = refunds.find(({ id }) => id === refundId);
    if (!refund) throw new Error(`refund ${refundId} was made and is not there`);
    return { status: 201, body: toRefund(refund), headers: { Location: `/v1/payments/${paymentId}` } };
  },
});

/** @throws PaymentNotRefundable while the order is not confirmed: until then its placement decides about the money */
async function getRefundablePaymentId(order: Order, payments: PaymentReader): Promise<string> {
  const [payment] = await payments.findByOrders([order.id]);
  if (!payment) throw new Problem('payment_not_refundable', `order ${order.id} has not been paid`);
  if (order.status !== 'confirmed') throw new PaymentNotRefundable(payment.id, payment.status);
  return payment.id;
}
