import { z } from 'zod';
import { PAYMENT_STATUSES } from '../domains/payments/payment-status.js';
import { PAYMENT_METHODS } from '../contracts/payments.js';
import type { Dispute } from '../domains/payments/dispute.entity.js';
import { DISPUTE_STATUSES } from '../domains/payments/dispute-status.js';
import type { PaymentWithDisputes, PaymentWithRefunds } from '../domains/payments/payment-reader.js';
import { REFUND_STATUSES } from '../domains/payments/refund-status.js';
import type { Refund } from '../domains/payments/refund.entity.js';
import { createdAt, sumOfMinorUnits, timestamp, updatedAt, uuid } from './fields.js';

const amount = sumOfMinorUnits.meta({ description: 'Minor units of the currency.' });

/** Fields of a payment, also shown in its order. */
const common = {
  id: uuid.meta({ description: 'Identifies the payment.' }),
  status: z
    .enum(PAYMENT_STATUSES)
    .meta({ description: '`success`: the customer is charged. `processing`: the provider has not decided.' }),
  method: z.enum(PAYMENT_METHODS).meta({ description: 'How the customer pays.' }),
  amount,
  refunded_amount: amount,
  pending_refund_amount: amount.meta({
    description: 'Part of the amount whose refund the provider has not decided, in minor units.',
  }),
  failure_reason: z.string().nullable().meta({ description: "The provider's decline code, if the payment failed." }),
  next_action: z
    .object({
      type: z.literal('redirect').meta({ description: 'Open a page of the provider.' }),
      redirect_url: z.string().meta({ description: 'URL of the page at which the customer confirms the payment.' }),
    })
    .nullable()
    .meta({ description: 'What the customer must do before the payment can continue.' }),
};

export const paymentSummary = z.object(common);

export const refundRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the refund.' }),
    payment_id: uuid.meta({ description: 'Payment that is refunded.' }),
    amount,
    reason: z.string().meta({
      description:
        '`order_cancelled`: the order was cancelled. `refunded_at_provider`: made in the dashboard of the provider. ' +
        '`dispute_lost`: the bank returned the money. Otherwise the text of the request.',
    }),
    status: z.enum(REFUND_STATUSES).meta({
      description:
        'pending: the provider has not decided it. failed and canceled: the money was not returned, and can be ' +
        'refunded again; a refund may fail after it succeeded.',
    }),
    failure_reason: z
      .string()
      .nullable()
      .meta({ description: "The provider's code, if the refund failed or was canceled." }),
    created_at: createdAt,
    updated_at: updatedAt,
  })
  .meta({ id: 'Refund' });

export const disputeRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the dispute.' }),
    amount,
    currency: z.string().meta({ description: 'ISO 4217 code.', example: 'USD' }),
    reason: z.string().meta({ description: "The bank's reason.", example: 'fraudulent' }),
    status: z.enum(DISPUTE_STATUSES).meta({ description: 'lost: the bank returned the money to the customer.' }),
    evidence_due_at: timestamp
      .nullable()
      .meta({ description: 'Until when evidence can be submitted; null when it no longer can.' }),
  })
  .meta({ id: 'Dispute' });

export const paymentRepresentation = z
  .object({
    ...common,
    order_id: uuid.meta({ description: 'Order that is paid.' }),
    user_id: uuid.meta({ description: 'Customer who pays.' }),
    currency: z.string().meta({ description: 'ISO 4217 code.', example: 'USD' }),
    transaction_id: z.string().nullable().meta({ description: "The payment provider's id of the charge." }),
    refunds: z.array(refundRepresentation).meta({ description: 'From oldest to newest.' }),
    disputes: z.array(disputeRepresentation).meta({ description: 'From oldest to newest.' }),
    created_at: createdAt,
    updated_at: updatedAt,
  })
  .meta({ id: 'Payment' });

export function toPaymentSummary(payment: PaymentWithDisputes): z.input<typeof paymentSummary> {
  const { id, status, method, redirectUrl } = payment;
  return {
    id,
    status,
    method,
    amount: payment.amount,
    refunded_amount: payment.refundedAmount,
    pending_refund_amount: payment.pendingRefunds.reduce((sum, refund) => sum + refund.amount, 0),
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
    failure_reason: refund.failureReason,
    created_at: refund.createdAt.toISOString(),
    updated_at: refund.updatedAt.toISOString(),
  };
}

export function toDispute(dispute: Dispute): z.input<typeof disputeRepresentation> {
  const { id, amount, currency, reason, status, evidenceDueAt } = dispute;
  return { id, amount, currency, reason, status, evidence_due_at: evidenceDueAt?.toISOString() ?? null };
}

export function toPayment(payment: PaymentWithRefunds): z.input<typeof paymentRepresentation> {
  return {
    ...toPaymentSummary(payment),
    order_id: payment.orderId,
    user_id: payment.userId,
    currency: payment.currency,
    transaction_id: payment.transactionId,
    refunds: payment.refunds.map(toRefund),
    disputes: payment.disputes.map(toDispute),
    created_at: payment.createdAt.toISOString(),
    updated_at: payment.updatedAt.toISOString(),
  };
}
