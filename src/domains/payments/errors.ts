import { Refusal } from '../refusal.js';
import type { PaymentStatus } from './payment-status.js';

export class PaymentDeclined extends Refusal {
  readonly code = 'payment_declined';
  /** @param declineCode - the gateway's reason, e.g. `insufficient_funds` */
  constructor(declineCode: string) {
    super(`the payment was declined: ${declineCode}`, { decline_code: declineCode });
  }
}

/** A late `process` found that the payment was called off before it was sent. */
export class PaymentVoided extends Refusal {
  readonly code = 'payment_voided';
  constructor(orderId: string) {
    super(`the payment of order ${orderId} was called off`, { order_id: orderId });
  }
}

export class PaymentNotFound extends Refusal {
  readonly code = 'payment_not_found';
  constructor(paymentId: string) {
    super(`payment ${paymentId} not found`, { payment_id: paymentId });
  }
}

export class PaymentNotRefundable extends Refusal {
  readonly code = 'payment_not_refundable';
  constructor(paymentId: string, status: PaymentStatus) {
    super(`can only refund successful payments: this one is ${status}`, { payment_id: paymentId, status });
  }
}

/** The gateway refused the request itself: a token or method it does not know. Asking again changes nothing. */
export class GatewayRefused extends Refusal {
  readonly code = 'payment_gateway_refused';
  constructor(gatewayCode: string, message: string) {
    super(`payment gateway error: ${message}`, { gateway_code: gatewayCode });
  }
}

/**
 * The gateway did not answer, or not so that the outcome is known. Not a refusal: the activity is tried again, and then
 * looks the charge up before anything else.
 */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
  constructor(what: string, cause?: unknown) {
    super(`payment gateway error: ${what}`, { cause });
  }
}
