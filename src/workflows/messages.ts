import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { OrderCancellations } from '../contracts/cancel-orders.js';
import type { ParkedCompensation } from '../contracts/parked-compensation.js';
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

/**
 * Tries all parked compensations now. Every run that compensates accepts it.
 *
 * Rejected with failure type `nothing_to_retry` when no compensation waits for its next attempt.
 */
export const retryNow = defineUpdate('retryNow');

/** The compensations whose activity gave up. Every run that compensates answers it. */
export const parked = defineQuery<readonly ParkedCompensation[]>('parked');

/** What became of each order so far; of the workflow `cancelOrders`. */
export const cancellations = defineQuery<OrderCancellations>('cancellations');
