import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  Acceptance,
  CancelRequest,
  OrderState,
  PaymentEventSignal,
  ReservationExtension,
} from '../contracts/place-order.js';

/**
 * Waits until the order is accepted or rejected.
 *
 * Refused with failure type `idempotency_key_reused` when the run was started by another request.
 */
export const accepted = defineUpdate<Acceptance, [{ requestFingerprint: string | null }]>('accepted');

/** Holds the stock longer. Refused with failure type `reservation_not_extendable` once nothing waits for payment. */
export const extendReservation = defineUpdate<ReservationExtension, [{ seconds: number }]>('extendReservation');

/** Asks for the order to be called off; harmless when it has ended or is past recall. */
export const cancelOrder = defineSignal<[CancelRequest?]>('cancelOrder');

/** Word from the gateway that a payment has changed. A hint and no more: what is true is looked up. */
export const paymentEvent = defineSignal<[PaymentEventSignal?]>('paymentEvent');

export const orderState = defineQuery<OrderState>('orderState');
