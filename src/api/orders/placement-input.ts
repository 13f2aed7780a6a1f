import { randomUUID } from 'node:crypto';
import type { PlaceOrderInput } from '../../contracts/place-order.js';
import { computeFingerprint, deriveOrderId } from '../http/idempotency.js';
import { withoutPersonalData } from './own-data.js';
import type { OrderBody } from './placement-request.js';
import type { PlacementSettings } from './placement-settings.js';

export interface PlacementRequest {
  readonly userId: string;
  readonly body: OrderBody;
  readonly idempotencyKey: string | undefined;
  /** Aborted when the caller hangs up: a placement that has not started yet is then not started. */
  readonly signal: AbortSignal;
}

/** The input of the run that places the order, without the payment token. */
export function toWorkflowInput(
  { userId, body, idempotencyKey }: PlacementRequest,
  {
    manualCaptureMethods,
    reservationTtlSeconds,
  }: Pick<PlacementSettings, 'manualCaptureMethods' | 'reservationTtlSeconds'>,
): PlaceOrderInput {
  const hasKey = idempotencyKey !== undefined;
  const orderId = hasKey ? deriveOrderId(userId, idempotencyKey) : randomUUID();
  return {
    orderId,
    userId,
    lines: body.items.map(({ product_id, quantity }) => ({ productId: product_id, quantity })),
    paymentMethod: body.payment_method,
    ...(manualCaptureMethods?.includes(body.payment_method) && { paymentCapture: 'manual' }),
    requestFingerprint: hasKey ? computeFingerprint(withoutPersonalData(body)) : null,
    requestId: randomUUID(),
    reservationTtlSeconds,
  };
}
