/**
 * Input, result and messages of the workflow `placeOrder`. Workflow histories contain these shapes: add optional properties only, and
 * never rename one.
 */
import type { Actor, OrderLine, OrderStatus } from './orders.js';
import type { ParkedCompensation } from './parked-compensation.js';
import type { PaymentMethod } from './payments.js';

export interface PlaceOrderInput {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly OrderLine[];
  readonly paymentMethod: PaymentMethod;
  /** The provider's token for the customer's card, encrypted for the payments worker. */
  readonly sealedPaymentToken?: string;
  /** `manual`: the payment is authorized first and captured when the stock is confirmed. */
  readonly paymentCapture?: 'manual';
  /** Digest of the request body; null without an Idempotency-Key. */
  readonly requestFingerprint: string | null;
  /** Identifies the request that started the run, so that a concurrent duplicate can tell that it did not. */
  readonly requestId: string;
  readonly reservationTtlSeconds: number;
}

/** Why an order was not created: the code, message and details of a domain error, or `unavailable`. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface PlaceOrderResult {
  readonly orderId: string;
  readonly requestId: string;
  readonly status: 'confirmed' | 'failed' | 'cancelled' | 'rejected';
  readonly reason: string | null;
  readonly rejection: Rejection | null;
}

/** Result of the update `accepted`: the stock is reserved and the order exists, unless it was rejected. */
export interface Acceptance {
  readonly requestId: string;
  readonly rejection: Rejection | null;
}

export interface ReservationExtension {
  /** ISO 8601. */
  readonly reservationExpiresAt: string;
}

export interface CancelRequest {
  readonly reason?: string;
  readonly actor?: Actor;
}

export interface PaymentEventSignal {
  /** The provider's id of the event. Only shown in the history. */
  readonly eventId: string;
}

export type OrderStep =
  | 'pricing'
  | 'reserving'
  | 'creating'
  | 'paying'
  | 'awaiting_customer'
  | 'confirming'
  | 'capturing'
  | 'compensating'
  | 'done';

/** The progress of one step or one compensation. */
export interface StepRecord {
  /**
   * Stable identifier, a `StepId`. The record of a compensation has the id of the step that it compensates. Workers of version 0.1.0 omit it.
   */
  readonly id?: string;
  /** Label for operators; may change. */
  readonly name: string;
  readonly status: 'running' | 'done' | 'failed';
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; null while it runs. */
  readonly endedAt: string | null;
}

/** Result of the query `orderState`. */
export interface OrderState {
  readonly orderId: string;
  readonly step: OrderStep;
  /** Null until the order exists. */
  readonly status: OrderStatus | null;
  readonly paymentId: string | null;
  /** ISO 8601; null until stock is reserved. */
  readonly reservationExpiresAt: string | null;
  /** Names of the compensations that have failed or take too long. They are retried, but an operator should investigate. */
  readonly stuckCompensations: readonly string[];
  /** The compensations whose activity gave up. Workers of version 0.1.0 omit it. */
  readonly parked?: readonly ParkedCompensation[];
  /** In the order they started. */
  readonly steps: readonly StepRecord[];
  readonly compensations: readonly StepRecord[];
  /** 32 hexadecimal digits; null when the run is not traced. */
  readonly traceId: string | null;
}
