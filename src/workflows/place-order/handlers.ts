import { CancellationScope, setHandler } from '@temporalio/workflow';
import type { PlaceOrderInput } from '../../contracts/place-order.js';
import { currentTraceId } from '../../telemetry/spans.js';
import { rejectionFailure } from '../failures.js';
import { accepted, cancelOrder, extendReservation, orderState, paymentEvent } from '../messages.js';
import type { Journal } from '../observers/journal.js';
import type { Placement } from './placement.js';

/**
 * Handles the messages to one run. Call it before the run's first await.
 *
 * @param recordExpiry - stores a new expiry, in ISO 8601, with the stock and the order
 */
export function handleMessages(
  { orderId, requestId, requestFingerprint }: PlaceOrderInput,
  placement: Placement,
  journal: Journal,
  recordExpiry: (expiresAt: string) => Promise<void>,
): void {
  const traceId = currentTraceId() ?? null;
  setHandler(orderState, () => {
    const { step, status, paymentId, stuckCompensations } = placement.state;
    const { reservationExpiresAt } = placement;
    const { steps, compensations } = journal;
    return {
      orderId,
      step,
      status,
      paymentId,
      reservationExpiresAt,
      stuckCompensations,
      steps,
      compensations,
      traceId,
    };
  });

  setHandler(cancelOrder, (request) => placement.cancel(request ?? {}));
  setHandler(paymentEvent, () => placement.receivePaymentEvent());

  setHandler(accepted, () => placement.acceptance.then((rejection) => ({ requestId, rejection })), {
    validator: (request: { requestFingerprint: string | null }) => {
      if (request.requestFingerprint === requestFingerprint) return;
      throw rejectionFailure('idempotency_key_reused', 'another request placed this order');
    },
  });

  const extend = async ({ seconds }: { seconds: number }) => {
    const expiry = placement.requireExtendable(seconds);
    expiry.extend(seconds);
    const reservationExpiresAt = expiry.expiresAtIso;
    // Completes even when the order is cancelled meanwhile, so that stock and order keep the same expiry.
    await CancellationScope.nonCancellable(() => recordExpiry(reservationExpiresAt));
    return { reservationExpiresAt };
  };
  setHandler(extendReservation, extend, {
    validator: ({ seconds }: { seconds: number }) => void placement.requireExtendable(seconds),
  });
}
