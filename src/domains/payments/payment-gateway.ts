import type { ChargeStatus, PaymentMethod } from '../../contracts/payments.js';

export interface ChargeRequest {
  /** A repeated request with the key returns the first charge. */
  readonly idempotencyKey: string;
  readonly orderId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly method: PaymentMethod;
  /** The gateway's token for the customer's card. Without one, the simulated gateway decides at random. */
  readonly token?: string;
}

/** Identifies a charge: by the gateway's id when it is known, otherwise by the idempotency key. */
export interface ChargeReference {
  readonly idempotencyKey: string;
  readonly transactionId: string | null;
}

/** The gateway's view of a charge. */
export interface Charge {
  readonly transactionId: string;
  /**
   * `processing`: undecided. `requires_action`: the customer decides at `redirectUrl`. `canceled`: voided before it was
   * decided; it can never be charged.
   */
  readonly status: ChargeStatus;
  readonly declineCode: string | null;
  /** Minor units. */
  readonly amount: number;
  /** Minor units that the provider has returned to the customer, by our refunds and by any other. */
  readonly refundedAmount: number;
  /** The page on which the customer must act; null when no action is required. */
  readonly redirectUrl: string | null;
  /** The gateway's response as JSON, stored for reference. Must not contain secrets. */
  readonly raw: string;
}

export interface GatewayRefundRequest {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly transactionId: string;
  /** Minor units. */
  readonly amount: number;
  /** Free text for the gateway's records. */
  readonly reason?: string;
}

export const GATEWAY_EVENT_TYPES = [
  'charge.succeeded',
  'charge.failed',
  'charge.canceled',
  'refund.succeeded',
  'other',
] as const;

/**
 * An event of the gateway. Events may be duplicated, late or out of order, so the receiver must read the charge to learn its
 * state. `other` does not concern orders.
 */
export type GatewayEvent =
  | {
      readonly id: string;
      readonly orderId: string;
      readonly type: Exclude<(typeof GATEWAY_EVENT_TYPES)[number], 'other'>;
    }
  | { readonly id: string; readonly orderId: string | null; readonly type: 'other' };

/** HTTP request headers, by lower-case name. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/**
 * A payment provider. Every call is idempotent by its key.
 *
 * Calls to the gateway throw GatewayUnavailable when the outcome is unknown, and GatewayRejected when the request itself is
 * invalid.
 */
export interface PaymentGateway {
  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge>;

  /** Returns the current charge, or null when none exists. */
  find(charge: ChargeReference, signal?: AbortSignal): Promise<Charge | null>;

  /**
   * Closes the idempotency key: an uncharged key can never be charged, even by a request in flight.
   *
   * @returns the charge; `succeeded` when the void came too late, in which case it must be refunded
   */
  void(request: ChargeRequest & ChargeReference, signal?: AbortSignal): Promise<Charge>;

  /** @returns the gateway's id of the refund */
  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<{ readonly refundId: string }>;

  /**
   * Verifies and parses a webhook.
   *
   * @param rawBody - the unparsed body, which the signature covers
   * @throws WebhookRejected when the signature is missing, invalid or too old, or the body is not an event
   */
  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent;
}
