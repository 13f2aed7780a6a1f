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
 * Rejected with failure type `idempotency_key_reused` when another request started the run.
 */
export const accepted = defineUpdate<Acceptance, [{ requestFingerprint: string | null }]>('accepted');

/** Extends the reservation. Rejected with failure type `reservation_not_extendable` unless the order waits for payment. */
export const extendReservation = defineUpdate<ReservationExtension, [{ seconds: number }]>('extendReservation');

/** Cancels the order. Has no effect once the order has its final status. */
export const cancelOrder = defineSignal<[CancelRequest?]>('cancelOrder');

/** The payment may have changed. Only a hint: the run asks the payment provider for the status. */
export const paymentEvent = defineSignal<[PaymentEventSignal?]>('paymentEvent');

export const orderState = defineQuery<OrderState>('orderState');
