import { DomainError } from '../domain-error.js';
import type { PaymentStatus } from '../../contracts/payments.js';

export class PaymentDeclined extends DomainError {
  readonly code = 'payment_declined';
  /** @param declineCode - the gateway's reason, e.g. `insufficient_funds` */
  constructor(declineCode: string) {
    super(`the payment was declined: ${declineCode}`, { decline_code: declineCode });
  }
}

/** A `process` found that the payment was already voided or refunded. */
export class PaymentVoided extends DomainError {
  readonly code = 'payment_voided';
  constructor(orderId: string) {
    super(`the payment of order ${orderId} was voided`, { order_id: orderId });
  }
}

export class PaymentNotFound extends DomainError {
  readonly code = 'payment_not_found';
  /** @param criteria - the lookup criteria, for example `{ order_id }` */
  constructor(criteria: Readonly<Record<string, string>>) {
    super('payment not found', criteria);
  }
}

export class PaymentNotRefundable extends DomainError {
  readonly code = 'payment_not_refundable';
  constructor(paymentId: string, status: PaymentStatus) {
    super(`can only refund successful payments: this payment is ${status}`, { payment_id: paymentId, status });
  }
}

/** Succeeded and pending refunds leave less of the payment than the requested amount. */
export class RefundExceedsPayment extends DomainError {
  readonly code = 'refund_exceeds_payment';
  /** @param left - minor units that can still be refunded */
  constructor(paymentId: string, left: number) {
    super(`the refund exceeds the payment: ${left} minor units can still be refunded`, { payment_id: paymentId, left });
  }
}

/** A refund id belongs to one refund of one payment and cannot be reused. */
export class RefundIdReused extends DomainError {
  readonly code = 'refund_id_reused';
  constructor(refundId: string) {
    super(`the refund id ${refundId} was already used for a different refund; use a new id`, { refund_id: refundId });
  }
}

/** A webhook has no valid signature, is too old, or is not an event. */
export class WebhookRejected extends DomainError {
  readonly code = 'webhook_rejected';
  constructor(reason: string) {
    super(`the webhook was rejected: ${reason}`);
  }
}

/** The gateway rejected the request itself, for example an unknown token or method. A retry gives the same result. */
export class GatewayRejected extends DomainError {
  readonly code = 'payment_gateway_refused';
  constructor(
    readonly gatewayCode: string,
    message: string,
  ) {
    super(`payment gateway error: ${message}`, { gateway_code: gatewayCode });
  }
}

/**
 * The outcome of a call to the gateway is unknown. Not a domain error: the activity is retried, and the retry reads the charge
 * first.
 */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
  constructor(reason: string, cause?: unknown) {
    super(`payment gateway error: ${reason}`, { cause });
  }
}
