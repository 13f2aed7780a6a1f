import { CancellationScope, log, setHandler } from '@temporalio/workflow';
import type { PlaceOrderInput } from '../../contracts/place-order.js';
import { currentTraceId } from '../../telemetry/spans.js';
import { rejectionFailure } from '../failures.js';
import { accepted, cancelOrder, extendReservation, orderState, paymentEvent } from '../messages.js';
import type { Journal } from '../observers/journal.js';
import { assertValid, isObject, object } from '../schema.js';
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
    const { step, status, paymentId, stuckCompensations, parked } = placement.state;
    const { reservationExpiresAt } = placement;
    const { steps, compensations } = journal;
    return {
      orderId,
      step,
      status,
      paymentId,
      reservationExpiresAt,
      stuckCompensations,
      parked,
      steps,
      compensations,
      traceId,
    };
  });

  setHandler(cancelOrder, (request: unknown = {}) => {
    if (isObject(request)) placement.cancel(request);
    else log.warn('Signal ignored: its argument must be an object', { signal: cancelOrder.name });
  });
  setHandler(paymentEvent, (event: unknown = {}) => {
    if (isObject(event)) placement.receivePaymentEvent();
    else log.warn('Signal ignored: its argument must be an object', { signal: paymentEvent.name });
  });

  setHandler(accepted, () => placement.acceptance.then((rejection) => ({ requestId, rejection })), {
    validator: (request: unknown) => {
      assertValid(request, object({}), 'the argument');
      if ((request as PlaceOrderInput).requestFingerprint === requestFingerprint) return;
      throw rejectionFailure('idempotency_key_reused', 'Another request placed this order.');
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
    validator: (request: unknown) => {
      assertValid(request, object({}), 'the argument');
      placement.requireExtendable((request as { seconds: number }).seconds);
    },
  });
}
