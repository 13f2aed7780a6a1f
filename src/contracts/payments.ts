/**
 * Payment payloads that Temporal stores. Workflow histories contain these shapes: add optional properties only, and never rename one.
 */

export const PAYMENT_METHODS = ['credit_card', 'debit_card', 'paypal', 'alipay', 'wechat'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

export type PaymentStatus = 'pending' | 'processing' | 'authorized' | 'success' | 'failed' | 'refunded';

/** The status of a charge at the payment provider. `authorized`: the amount is held until it is captured or voided. */
export type ChargeStatus = 'processing' | 'requires_action' | 'authorized' | 'succeeded' | 'declined' | 'canceled';

export interface NewPayment {
  readonly orderId: string;
  readonly userId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: PaymentMethod;
}

/** Copies the contract's properties only, so that no column of an entity or row reaches a history. */
export function toNewPayment({ orderId, userId, amount, currency, method }: NewPayment): NewPayment {
  return { orderId, userId, amount, currency, method };
}

export interface PaymentRequest extends NewPayment {
  /** Encrypted by `PaymentTokens`; only the payments worker decrypts it, for the call to the provider. */
  readonly sealedToken?: string;
  /** `manual`: only authorizes the amount, until `capturePayment`. */
  readonly capture?: 'manual';
}

/** A charge of an order that is not its payment's. */
export interface OtherCharge {
  readonly orderId: string;
  /** The provider's id of the charge. */
  readonly transactionId: string;
}

export interface CaptureRequest {
  readonly orderId: string;
}

export interface PaymentReceipt {
  /** `requires_action`: the customer must act, or the provider decides later. `authorized`: the amount must be captured. */
  readonly status: 'success' | 'requires_action' | 'authorized';
  readonly paymentId: string;
  readonly transactionId: string | null;
}

export interface RefundRequest {
  readonly refundId: string;
  readonly orderId: string;
  /** Minor units; the remainder of the payment when absent. */
  readonly amount?: number;
  readonly reason: string;
}

export interface RefundReceipt {
  readonly refundId: string;
  /** Minor units. */
  readonly amount: number;
  /** `pending`: the provider has accepted the refund and decides it later. Workers of version 0.1.0 omit it. */
  readonly status?: 'pending' | 'succeeded';
}

/** Result of refunding or voiding the payment of an order. Workers of version 0.1.0 return nothing. */
export interface CancelledPayment {
  /** The provider has not decided a refund, or an open dispute delays it. */
  readonly refundPending: boolean;
}

export interface FollowUpRequest {
  readonly orderId: string;
  /** Requests a new refund for a cancelled order whose refund failed. */
  readonly retry: boolean;
}

/** The refunds and disputes of a payment after they were looked up at the provider. */
export interface FollowedPayment {
  /** No refund is pending, no dispute is open, and nothing is owed. */
  readonly settled: boolean;
  /** Minor units that are to be returned for a cancelled order and that no refund covers, because one failed. */
  readonly owed: number;
  /** Why the last refund failed; null when none did. */
  readonly failure: string | null;
}

/** A payment without an outcome, or with refunds or disputes without one. */
export interface UnsettledPayment extends NewPayment {
  /** Workers of version 0.1.0 omit it. */
  readonly pendingRefunds?: readonly PendingRefund[];
  /** A dispute is open. */
  readonly disputed?: boolean;
  /** A refund for a cancellation failed, and no other one covers its amount. */
  readonly owed?: boolean;
}

interface PendingRefund extends RefundRequest {
  /** The run that follows the payment brings it to its end. */
  readonly followed?: boolean;
}

/** The amounts of a captured payment, in minor units. */
export interface CapturedAmounts {
  readonly amount: number;
  readonly refundedAmount: number;
}

/** A payment that differs from its charge at the provider. */
export interface Discrepancy {
  readonly payment: NewPayment;
  readonly ours: PaymentStatus;
  /** `none` when the provider has no such charge, or rejects its id. */
  readonly theirs: ChargeStatus | 'none';
  /** Set when the statuses agree and the amounts differ. */
  readonly amounts?: { readonly ours: CapturedAmounts; readonly theirs: CapturedAmounts };
  /** Set when the provider has a dispute that is not recorded, or in another state. */
  readonly disputesDiffer?: boolean;
  /** Why the provider rejected the request for the charge. */
  readonly rejection?: string;
}

/** One page of payments that were compared with the provider. */
export interface ComparedPayments {
  readonly discrepancies: readonly Discrepancy[];
  /** Orders of the page whose cancellation started to refund them. */
  readonly cancellations: readonly string[];
  /** The cursor of the next page; null after the last page. */
  readonly next: string | null;
}
