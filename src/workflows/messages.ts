import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Actor, OrderStatus } from '../domains/orders/order-status.js';
import type { OrderLine } from '../domains/orders/pricing.js';
import type { PaymentMethod } from '../domains/payments/payment-status.js';

export function orderWorkflowId(orderId: string): string {
  return `order-${orderId}`;
}

/** What `placeOrder` is started with. */
export interface PlaceOrderInput {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly OrderLine[];
  readonly paymentMethod: PaymentMethod;
  /** The gateway's name for the customer's card, which the payments worker alone can read. */
  readonly sealedPaymentToken?: string;
  /** Digest of the request, when it came with an Idempotency-Key. */
  readonly requestFingerprint: string | null;
  /** Names the one request that started the run; its twins learn from it that they did not. */
  readonly requestId: string;
  readonly reservationTtlSeconds: number;
}

/** Why an order was never created: the code and words of a refusal, or `unavailable`. */
export interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** How a placement ended. */
export interface PlaceOrderResult {
  readonly orderId: string;
  readonly requestId: string;
  readonly status: 'confirmed' | 'failed' | 'cancelled' | 'rejected';
  readonly reason: string | null;
  readonly rejection: Rejection | null;
}

/** Answer to `accepted`: the stock is held and the order exists, unless it was rejected. */
export interface Acceptance {
  readonly requestId: string;
  readonly rejection: Rejection | null;
}

/**
 * Waits until the order is accepted or rejected.
 *
 * Refused with failure type `idempotency_key_reused` when the run was started by another request.
 */
export const accepted = defineUpdate<Acceptance, [{ requestFingerprint: string | null }]>('accepted');

export interface ReservationExtension {
  /** ISO 8601. */
  readonly reservationExpiresAt: string;
}

/** Holds the stock longer. Refused with failure type `reservation_not_extendable` once nothing waits for payment. */
export const extendReservation = defineUpdate<ReservationExtension, [{ seconds: number }]>('extendReservation');

export interface CancelRequest {
  readonly reason?: string;
  readonly actor?: Actor;
}

/** Asks for the order to be called off; harmless when it has ended or is past recall. */
export const cancelOrder = defineSignal<[CancelRequest?]>('cancelOrder');

export interface PaymentEventSignal {
  /** The gateway's id of the event; who reads the history can look it up. */
  readonly eventId: string;
}

/** Word from the gateway that a payment has changed. A hint and no more: what is true is looked up. */
export const paymentEvent = defineSignal<[PaymentEventSignal?]>('paymentEvent');

export type OrderStep =
  'pricing' | 'reserving' | 'creating' | 'paying' | 'awaiting_customer' | 'confirming' | 'compensating' | 'done';

/** One step of a run, or one compensation, as it went. */
export interface StepRecord {
  readonly name: string;
  readonly status: 'running' | 'done' | 'failed';
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; null while it runs. */
  readonly endedAt: string | null;
}

/** What the order is doing now, and what it did. */
export interface OrderState {
  readonly orderId: string;
  readonly step: OrderStep;
  /** null until the order exists. */
  readonly status: OrderStatus | null;
  readonly paymentId: string | null;
  /** ISO 8601; null until stock is being held. */
  readonly reservationExpiresAt: string | null;
  /** Compensations that keep failing and are being tried again: an operator should look. */
  readonly stuckCompensations: readonly string[];
  /** In the order they began. */
  readonly steps: readonly StepRecord[];
  readonly compensations: readonly StepRecord[];
  /** Where the run can be followed, as 32 hexadecimal digits; null when nothing was traced. */
  readonly traceId: string | null;
}

export const orderState = defineQuery<OrderState>('orderState');
