import { z } from 'zod';
import { PaymentNotFound } from '../../domains/payments/errors.js';
import { isOperator } from '../auth/user.js';
import { uuid } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { paymentRepresentation, toPayment } from '../../representations/payment.js';

export const getPayment = defineRoute({
  method: 'get',
  path: '/v1/payments/:id',
  operationId: 'getPayment',
  summary: 'Get a payment with its refunds',
  access: 'owner_or_operator',
  scope: 'orders:read',
  params: z.strictObject({ id: uuid.meta({ description: 'Identifies the payment.' }) }),
  responses: { 200: { description: 'The payment.', body: paymentRepresentation } },
  problems: problems('payment_not_found'),
  async handler({ user, params }, { payments }) {
    const payment = await payments.get(params.id);
    // Another customer's payment is indistinguishable from one that does not exist.
    if (payment.userId !== user.id && !isOperator(user)) throw new PaymentNotFound({ payment_id: params.id });
    return { status: 200, body: toPayment(payment) };
  },
});
