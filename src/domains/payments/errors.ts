import { DomainError } from '../domain-error.js';
import type { PaymentStatus } from '../../contracts/payments.js';

export class PaymentDeclined extends DomainError {
  readonly code = 'payment_declined';
  /** @param declineCode - the gateway's reason, e.g. `insufficient_funds` */
  constructor(declineCode: string) {
    super(`The payment was declined: ${declineCode}.`, { decline_code: declineCode });
  }
}

/** A late charge found that the payment was already voided or refunded. */
export class PaymentVoided extends DomainError {
  readonly code = 'payment_voided';
  constructor(orderId: string) {
    super(`The payment of order ${orderId} was voided.`, { order_id: orderId });
  }
}

export class PaymentNotFound extends DomainError {
  readonly code = 'payment_not_found';
  /** @param criteria - the lookup criteria, for example `{ order_id }` */
  constructor(criteria: Readonly<Record<string, string>>) {
    super('Payment not found.', criteria);
  }
}

export class PaymentNotRefundable extends DomainError {
  readonly code = 'payment_not_refundable';
  constructor(paymentId: string, status: PaymentStatus) {
    super(`Can only refund successful payments. The status of this payment is ${status}.`, {
      payment_id: paymentId,
      status,
    });
  }
}

/** Succeeded and pending refunds leave less of the payment than the requested amount. */
export class RefundExceedsPayment extends DomainError {
  readonly code = 'refund_exceeds_payment';
  /** @param left - minor units that can still be refunded */
  constructor(paymentId: string, left: number) {
    super(`The refund exceeds the payment. At most ${left} minor units can still be refunded.`, {
      payment_id: paymentId,
      left,
    });
  }
}

/** The customer's bank has taken the money back until it decides the dispute, so it must not be returned a second time. */
export class PaymentDisputed extends DomainError {
  readonly code = 'payment_disputed';
  constructor(paymentId: string) {
    super('The payment is disputed. It can be refunded when the dispute is closed.', { payment_id: paymentId });
  }
}

/** The payment provider refunds payments of the method for a number of days only. */
export class RefundWindowClosed extends DomainError {
  readonly code = 'refund_window_closed';
  /** @param closedAt - ISO 8601 */
  constructor(paymentId: string, closedAt: string) {
    super(`The payment provider refunded this payment until ${closedAt}. Return the money in another way.`, {
      payment_id: paymentId,
      closed_at: closedAt,
    });
  }
}

/** A refund id belongs to one refund of one payment and cannot be reused. */
export class RefundIdReused extends DomainError {
  readonly code = 'refund_id_reused';
  constructor(refundId: string) {
    super(`The refund id ${refundId} was already used for a different refund. Use a new id.`, { refund_id: refundId });
  }
}

/**
 * A charge of the order has another id, amount or currency than its payment. It is not booked, and what it holds is not returned
 * automatically: nobody knows which of the two is wrong.
 */
export class ChargeMismatch extends DomainError {
  readonly code = 'charge_mismatch';
  constructor(
    payment: PaymentDetails,
    charge?: Pick<PaymentDetails, 'amount' | 'currency'> & { readonly transactionId: string },
  ) {
    const found = charge ? `The charge ${charge.transactionId} of ${charge.amount} ${charge.currency}` : 'A charge';
    super(
      `${found} does not match the payment of order ${payment.orderId}: ${payment.amount} ${payment.currency}. ` +
        'Return its money at the payment provider, and retry.',
      { order_id: payment.orderId, ...(charge && { transaction_id: charge.transactionId }) },
    );
  }
}

interface PaymentDetails {
  readonly orderId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
}

/** Only an authorized payment can be captured. */
export class PaymentNotCapturable extends DomainError {
  readonly code = 'payment_not_capturable';
  constructor(orderId: string, status: PaymentStatus) {
    super(`The payment of order ${orderId} cannot be captured: its status is ${status}.`, {
      order_id: orderId,
      status,
    });
  }
}

/** The payment provider does not offer the method. */
export class PaymentMethodNotAvailable extends DomainError {
  readonly code = 'payment_method_not_available';
  constructor(method: string) {
    super(`The payment method ${method} is not available. Choose another one.`, { payment_method: method });
  }
}

/** The payment provider does not charge the currency with the method. */
export class CurrencyNotSupported extends DomainError {
  readonly code = 'currency_not_supported';
  constructor(currency: string, method: string) {
    super(`Orders in ${currency} cannot be paid with ${method}. Choose another payment method.`, {
      currency,
      payment_method: method,
    });
  }
}

export class AmountTooSmall extends DomainError {
  readonly code = 'amount_too_small';
  /** @param minimum - the smallest charge, in minor units */
  constructor(minimum: number, currency: string) {
    super(`The total is too small. The smallest payment is ${minimum} minor units of ${currency}.`, {
      minimum,
      currency,
    });
  }
}

export class AmountTooLarge extends DomainError {
  readonly code = 'amount_too_large';
  /** @param maximum - the largest charge, in minor units */
  constructor(maximum: number, currency: string) {
    super(`The total is too large. The largest payment is ${maximum} minor units of ${currency}.`, {
      maximum,
      currency,
    });
  }
}

/** The provider charges only multiples of a step in the currency. */
export class AmountNotPayable extends DomainError {
  readonly code = 'amount_not_payable';
  /** @param multipleOf - the step, in minor units */
  constructor(multipleOf: number, currency: string) {
    super(`The total cannot be charged. Payments in ${currency} must be a multiple of ${multipleOf} minor units.`, {
      multiple_of: multipleOf,
      currency,
    });
  }
}

/** The payment provider charges the method only with the customer's token. */
export class PaymentTokenRequired extends DomainError {
  readonly code = 'payment_token_required';
  constructor(method: string) {
    super(`A payment with ${method} needs the field payment_token. Send the token of the payment provider.`, {
      payment_method: method,
    });
  }
}

/** A webhook has no valid signature, is too old, or is not an event. */
export class WebhookRejected extends DomainError {
  readonly code = 'webhook_rejected';
  /** @param reason - a clause without a full stop */
  constructor(reason: string) {
    super(`The webhook was rejected: ${reason}.`);
  }
}

/** The gateway rejected the request itself, for example an unknown token or method. A retry gives the same result. */
export class GatewayRejected extends DomainError {
  readonly code = 'payment_gateway_refused';
  /** @param message - the gateway's message, a sentence */
  constructor(
    readonly gatewayCode: string,
    message: string,
  ) {
    super(`Payment gateway error: ${message}`, { gateway_code: gatewayCode });
  }
}

/**
 * The outcome of a call to the gateway is unknown. Not a domain error: the activity is retried, and the retry reads the charge
 * first.
 */
export class GatewayUnavailable extends Error {
  override readonly name = 'GatewayUnavailable';
  /** @param reason - a sentence */
  constructor(reason: string, cause?: unknown) {
    super(`Payment gateway error: ${reason}`, { cause });
  }
}
