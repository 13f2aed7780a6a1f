import { DomainError } from '../domain-error.js';
import type { PaymentStatus } from '../../contracts/payments.js';

export class PaymentDeclined extends DomainError {
  readonly code = 'payment_declined';
  /** @param declineCode - the gateway's reason, e.g. `insufficient_funds` */
  constructor(declineCode: string) {
    super(`the payment was declined: ${declineCode}`, { decline_code: declineCode });
  }
}

/** A late `process` found that the payment was called off before it was sent. */
export class PaymentVoided extends DomainError {
  readonly code = 'payment_voided';
  constructor(orderId: string) {
    super(`the payment of order ${orderId} was called off`, { order_id: orderId });
  }
}

export class PaymentNotFound extends DomainError {
  readonly code = 'payment_not_found';
  /** @param criteria - what was asked for, e.g. `{ order_id }` */
  constructor(criteria: Readonly<Record<string, string>>) {
    super('payment not found', criteria);
  }
}

export class PaymentNotRefundable extends DomainError {
  readonly code = 'payment_not_refundable';
  constructor(paymentId: string, status: PaymentStatus) {
    super(`can only refund successful payments: this one is ${status}`, { payment_id: paymentId, status });
  }
}

/** Refunds made, and those on their way, leave less of the payment than is asked for. */
export class RefundExceedsPayment extends DomainError {
  readonly code = 'refund_exceeds_payment';
  /** @param left - minor units that can still be refunded */
  constructor(paymentId: string, left: number) {
    super(`${left} of the payment can still be refunded`, { payment_id: paymentId, left });
  }
}

/** A refund id names one refund of one payment for all time. */
export class RefundIdReused extends DomainError {
  readonly code = 'refund_id_reused';
  constructor(refundId: string) {
    super(`the refund id ${refundId} was used for another refund`, { refund_id: refundId });
  }
}

/** What came in is not from the gateway, is too old to be believed, or cannot be read. */
export class WebhookRejected extends DomainError {
  readonly code = 'webhook_rejected';
  constructor(reason: string) {
    super(`the webhook was rejected: ${reason}`);
  }
}

/** The gateway refused the request itself: a token or method it does not know. Asking again changes nothing. */
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
 * The gateway did not answer, or not so that the outcome is known. Not a refusal: the activity is tried again, and then
 * looks the charge up before anything else.
 */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
  constructor(reason: string, cause?: unknown) {
    super(`payment gateway error: ${reason}`, { cause });
  }
}
