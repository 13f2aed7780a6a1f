import { z } from 'zod';
import { PAYMENT_STATUSES } from '../../domains/payments/payment-status.js';
import { PAYMENT_METHODS } from '../../contracts/payments.js';
import type { PaymentWithRefunds } from '../../domains/payments/payment-reader.js';
import type { Payment } from '../../domains/payments/payment.entity.js';
import { REFUND_STATUSES } from '../../domains/payments/refund-status.js';
import type { Refund } from '../../domains/payments/refund.entity.js';
import { timestamp, uuid } from '../http/fields.js';

const amount = z.int().min(0).meta({ description: 'Minor units of the currency.' });

/** Fields of a payment, also shown in its order. */
const common = {
  id: uuid,
  status: z.enum(PAYMENT_STATUSES),
  method: z.enum(PAYMENT_METHODS),
  amount,
  refunded_amount: amount,
  failure_reason: z.string().nullable().meta({ description: "The provider's decline code, if the payment failed." }),
  next_action: z
    .object({ type: z.literal('redirect'), redirect_url: z.string() })
    .nullable()
    .meta({ description: 'What the customer must do before the payment can continue.' }),
};

export const paymentSummary = z.object(common);

export const refundRepresentation = z
  .object({
    id: uuid,
    payment_id: uuid,
    amount,
    reason: z.string(),
    status: z.enum(REFUND_STATUSES),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Refund' });

export const paymentRepresentation = z
  .object({
    ...common,
    order_id: uuid,
    user_id: uuid,
    currency: z.string().meta({ description: 'ISO 4217 code.', example: 'USD' }),
    transaction_id: z.string().nullable().meta({ description: "The payment provider's id of the charge." }),
    refunds: z.array(refundRepresentation).meta({ description: 'From oldest to newest.' }),
    created_at: timestamp,
    updated_at: timestamp,
  })
  .meta({ id: 'Payment' });

export function toPaymentSummary(payment: Payment): z.input<typeof paymentSummary> {
  const { id, status, method, redirectUrl } = payment;
  return {
    id,
    status,
    method,
    amount: payment.amount,
    refunded_amount: payment.refundedAmount,
    failure_reason: payment.failureReason,
    next_action: redirectUrl === null ? null : { type: 'redirect', redirect_url: redirectUrl },
  };
}

export function toRefund(refund: Refund): z.input<typeof refundRepresentation> {
  return {
    id: refund.id,
    payment_id: refund.paymentId,
    amount: refund.amount,
    reason: refund.reason,
    status: refund.status,
    created_at: refund.createdAt.toISOString(),
    updated_at: refund.updatedAt.toISOString(),
  };
}

export function toPayment(payment: PaymentWithRefunds): z.input<typeof paymentRepresentation> {
  return {
    ...toPaymentSummary(payment),
    order_id: payment.orderId,
    user_id: payment.userId,
    currency: payment.currency,
    transaction_id: payment.transactionId,
    refunds: payment.refunds.map(toRefund),
    created_at: payment.createdAt.toISOString(),
    updated_at: payment.updatedAt.toISOString(),
  };
}
