import type { ChargeStatus, PaymentMethod } from '../../contracts/payments.js';

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

/** How a charge is known: by its key, and by the gateway's own id of it once that is known, which is the surer way. */
export interface ChargeReference {
  readonly idempotencyKey: string;
  readonly transactionId: string | null;
}

/** A charge as the gateway knows it. */
export interface Charge {
  readonly transactionId: string;
  /**
   * `processing`: not decided yet. `requires_action`: the customer decides, at `redirectUrl`. `canceled`: called off
   * before it was decided; it never will be charged.
   */
  readonly status: ChargeStatus;
  readonly declineCode: string | null;
  /** Where the customer must act; null unless they must. */
  readonly redirectUrl: string | null;
  /** The answer as it came, for the record. */
  readonly raw: string;
}

export interface GatewayRefundRequest {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly transactionId: string;
  /** Minor units. */
  readonly amount: number;
  /** In words, for the gateway's books. */
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
 * What the gateway says has happened. A hint and no more: events come twice, late and in any order, so that whoever
 * hears one looks the charge up. `other` is of no interest to orders.
 */
export type GatewayEvent =
  | {
      readonly id: string;
      readonly orderId: string;
      readonly type: Exclude<(typeof GATEWAY_EVENT_TYPES)[number], 'other'>;
    }
  | { readonly id: string; readonly orderId: string | null; readonly type: 'other' };

/** The headers of an HTTP request, by their names in lower case. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/**
 * What a payment provider does for us. Every call may be repeated with its key and then answers as it did before.
 *
 * Those that ask the gateway throw GatewayUnavailable when the outcome is not known, and GatewayRefused when the request
 * itself is wrong.
 */
export interface PaymentGateway {
  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge>;

  /** The charge as it is now, or null when there is none. */
  find(charge: ChargeReference, signal?: AbortSignal): Promise<Charge | null>;

  /**
   * Closes the key: what is not charged yet never will be, even if the request is still on its way.
   *
   * @returns the charge as it ended; `succeeded` when it was too late, and must then be refunded
   */
  void(request: ChargeRequest & ChargeReference, signal?: AbortSignal): Promise<Charge>;

  /** @returns the gateway's id of the refund */
  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<{ readonly refundId: string }>;

  /**
   * Reads an event that came in over HTTP.
   *
   * @param rawBody - the body as it came: the signature is over its bytes
   * @throws WebhookRejected when the signature is bad, missing or stale, or the body is no event
   */
  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent;
}
