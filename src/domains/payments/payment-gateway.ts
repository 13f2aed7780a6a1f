import { PAYMENT_METHODS, type ChargeStatus, type PaymentMethod } from '../../contracts/payments.js';

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
  /** `manual` authorizes the amount only; `capture` takes it. Defaults to `automatic`. */
  readonly capture?: CaptureMode;
  /**
   * The charge that an earlier request created. The gateway confirms this one, or only reads it when it is confirmed already.
   * It never creates another charge, not even when it no longer knows the key.
   */
  readonly transactionId?: string | null;
}

type CaptureMode = 'automatic' | 'manual';

/** Identifies a charge: by the gateway's id when it is known, otherwise by the idempotency key. */
export interface ChargeReference {
  readonly idempotencyKey: string;
  readonly transactionId: string | null;
}

/** The gateway's view of a charge. */
export interface Charge {
  readonly transactionId: string;
  /**
   * `processing`: undecided. `requires_action`: the customer decides at `redirectUrl`. `authorized`: waits for `capture` or
   * `void`. `canceled`: voided; it can never be charged.
   */
  readonly status: ChargeStatus;
  readonly declineCode: string | null;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Minor units that the provider has returned to the customer, by our refunds and by any other. */
  readonly refundedAmount: number;
  /** Newest first. */
  readonly disputes: readonly GatewayDispute[];
  /** The page on which the customer must act; null when no action is required. */
  readonly redirectUrl: string | null;
  /** The gateway's response as JSON, stored for reference. Must not contain secrets. */
  readonly raw: string;
}

/** A chargeback: the customer's bank takes the amount back until the dispute is won. */
export interface GatewayDispute {
  readonly disputeId: string;
  /** Minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217. */
  readonly currency: string;
  /** The bank's reason, for example `fraudulent`. */
  readonly reason: string;
  readonly status: 'open' | 'won' | 'lost';
  /** ISO 8601; until when evidence can be submitted. Null when it no longer can. */
  readonly evidenceDueAt: string | null;
}

export interface CaptureRequest {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly transactionId: string;
  /** Minor units. */
  readonly amount: number;
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

/** The gateway's view of a refund. */
export interface GatewayRefund {
  readonly refundId: string;
  /** The key of the request; null when this service did not request the refund, for example one made in a dashboard. */
  readonly idempotencyKey: string | null;
  /** Minor units. */
  readonly amount: number;
  /** `pending`: accepted, and decided later. It may still fail. */
  readonly status: 'pending' | 'succeeded' | 'failed' | 'canceled';
  /** The gateway's reason; null unless the refund failed or was canceled. */
  readonly failureReason: string | null;
}

/** What a payment provider accepts for a payment method. */
export interface MethodCapabilities {
  /** ISO 4217; `any` when every accepted currency is. */
  readonly currencies: 'any' | readonly string[];
  /** Whether a charge needs the customer's token. */
  readonly tokenRequired: boolean;
  /** Whether a charge can be authorized first and captured later. */
  readonly manualCapture: boolean;
  /** Days in which a payment can be refunded, from the day of the order; null when unlimited. Later refunds are rejected. */
  readonly refundWindowDays: number | null;
}

/** What a payment provider accepts, as data: an order that it would refuse is rejected before stock is held. */
export interface PaymentCapabilities {
  /** A method that is missing is not enabled. */
  readonly methods: Readonly<Partial<Record<PaymentMethod, MethodCapabilities>>>;
  amountLimits(currency: string): AmountLimits;
}

/** The charges that a payment provider accepts in a currency, in minor units. */
export interface AmountLimits {
  readonly minimum: number;
  readonly maximum: number;
  /** Set when not every minor unit can be charged, for example 10 for KWD at Stripe. Defaults to 1. */
  readonly multipleOf?: number;
}

export function methodsWithManualCapture({ methods }: PaymentCapabilities): PaymentMethod[] {
  return PAYMENT_METHODS.filter((method) => methods[method]?.manualCapture === true);
}

export const GATEWAY_EVENT_TYPES = [
  'charge.succeeded',
  'charge.failed',
  'charge.canceled',
  'charge.authorized',
  'refund.succeeded',
  'refund.failed',
  'dispute.opened',
  'dispute.closed',
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
      /** The charge that the event names; null when it names none. The event concerns no other charge of the order. */
      readonly transactionId: string | null;
      /** The provider's id of the refund that the event names, when it names one. */
      readonly refundId?: string;
      readonly type: Exclude<(typeof GATEWAY_EVENT_TYPES)[number], 'other'>;
    }
  | { readonly id: string; readonly orderId: string | null; readonly type: 'other' };

/** An event that concerns an order. */
export type OrderEvent = Exclude<GatewayEvent, { type: 'other' }>;

/**
 * An event that names a charge and not its order, for example of a dispute or of a refund from the provider's dashboard. The
 * receiver finds the order by the charge.
 */
export interface UnassignedEvent {
  readonly id: string;
  readonly orderId: null;
  readonly transactionId: string;
  readonly type: Exclude<(typeof GATEWAY_EVENT_TYPES)[number], 'other'>;
}

/** HTTP request headers, by lower-case name. */
export type WebhookHeaders = Readonly<Record<string, string | undefined>>;

/**
 * A payment provider. Every call is idempotent by its key.
 *
 * Calls to the gateway throw GatewayUnavailable when the outcome is unknown, and GatewayRejected when the request itself is
 * invalid.
 */
export interface PaymentGateway {
  readonly capabilities: PaymentCapabilities;

  /**
   * Creates and confirms a charge, or confirms the charge of `request.transactionId`.
   *
   * @returns the charge; `declined`, and not an error, when it exists and its confirmation was rejected
   * @throws GatewayRejected when the gateway refuses to create the charge: no charge exists
   */
  charge(request: ChargeRequest, signal?: AbortSignal): Promise<Charge>;

  /** Returns the current charge, or null when none exists. */
  find(charge: ChargeReference, signal?: AbortSignal): Promise<Charge | null>;

  /**
   * Closes the idempotency key: an uncharged key can never be charged, even by a request in flight.
   *
   * @returns the charge; `succeeded` when the void came too late, in which case it must be refunded; `processing` when the gateway
   * decides later; null when the gateway refuses to create the charge, so that none exists and none can
   */
  void(request: ChargeRequest & ChargeReference, signal?: AbortSignal): Promise<Charge | null>;

  /**
   * Captures an authorized charge. Idempotent.
   *
   * @returns the charge; not `succeeded` when the authorization has expired or was voided
   */
  capture(request: CaptureRequest, signal?: AbortSignal): Promise<Charge>;

  /** @returns the refund; `pending` until the gateway decides it, which an event announces */
  refund(request: GatewayRefundRequest, signal?: AbortSignal): Promise<GatewayRefund>;

  /** Returns every refund of a charge, also those that this service did not request. */
  findRefunds(charge: ChargeReference, signal?: AbortSignal): Promise<readonly GatewayRefund[]>;

  /**
   * Verifies and parses a webhook.
   *
   * @param rawBody - the unparsed body, which the signature covers
   * @throws WebhookRejected when the signature is missing, invalid or too old, or the body is not an event
   */
  readEvent(rawBody: Buffer, headers: WebhookHeaders): GatewayEvent | UnassignedEvent;
}
