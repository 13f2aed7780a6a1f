import type { PaymentMethod } from './payment-status.js';

export interface ChargeRequest {
  /** Names this charge for all time: a second charge with the key is the first one. */
  readonly idempotencyKey: string;
  readonly orderId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: PaymentMethod;
  /** What the customer's browser got from the gateway for their card; absent in the simulation's coin toss. */
  readonly token?: string;
}

/** A charge as the gateway knows it. */
export interface Charge {
  readonly transactionId: string;
  /** `processing`: not decided yet. `canceled`: called off before it was decided; it never will be charged. */
  readonly status: 'processing' | 'succeeded' | 'declined' | 'canceled';
  readonly declineCode: string | null;
  /** The answer as it came, for the record. */
  readonly raw: string;
}

export interface RefundRequest {
  readonly idempotencyKey: string;
  readonly transactionId: string;
  /** Minor units. */
  readonly amount: number;
}

/**
 * What a payment provider does for us. Every call may be repeated with its key and then answers as it did before.
 *
 * All of them throw GatewayUnavailable when the outcome is not known, and GatewayRefused when the request itself is wrong.
 */
export interface PaymentGateway {
  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge>;

  /** The charge made with this key, or null when there is none. */
  find(idempotencyKey: string, signal?: AbortSignal): Promise<Charge | null>;

  /**
   * Closes the key: what is not charged yet never will be, even if the request is still on its way.
   *
   * @returns the charge as it ended; `succeeded` when it was too late, and must then be refunded
   */
  void(request: Pick<ChargeRequest, 'idempotencyKey' | 'orderId'>, signal?: AbortSignal): Promise<Charge>;

  refund(request: RefundRequest, signal?: AbortSignal): Promise<void>;
}
