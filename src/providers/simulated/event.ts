import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { WebhookRejected } from '../../domains/payments/errors.js';
import { GATEWAY_EVENT_TYPES, type GatewayEvent } from '../../domains/payments/payment-gateway.js';

/** How far the gateway's clock and ours may differ, a slow delivery included. A stale event may be a replayed one. */
const TOLERANCE_SECONDS = 300;

const SIGNATURE = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;

const eventSchema = z.object({
  id: z.string().min(1).max(255),
  type: z.string(),
  data: z.object({ order_id: z.uuid().nullable().catch(null) }),
});

/**
 * An event of the simulated gateway.
 *
 * @param signature - the header `gateway-signature`: `t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<raw body>", in hex>`
 * @throws WebhookRejected
 */
export function readSimulatedEvent(rawBody: Buffer, signature: string | undefined, secret: string): GatewayEvent {
  if (signature === undefined) throw new WebhookRejected('it is not signed');
  const [, timestamp = '', receivedSignature = ''] = SIGNATURE.exec(signature) ?? [];
  if (timestamp === '') throw new WebhookRejected('the signature cannot be read');
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest();
  if (!timingSafeEqual(Buffer.from(receivedSignature, 'hex'), expected))
    throw new WebhookRejected('the signature is not right');
  if (Math.abs(Date.now() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS) throw new WebhookRejected('it is stale');

  const event = eventSchema.safeParse(parseJson(rawBody));
  if (!event.success) throw new WebhookRejected('it is no event');
  const { id, data } = event.data;
  const type = GATEWAY_EVENT_TYPES.find((known) => known === event.data.type) ?? 'other';
  // What concerns no order of ours is taken, so that it is not sent again, and left at that.
  if (type === 'other' || data.order_id === null) return { id, orderId: data.order_id, type: 'other' };
  return { id, orderId: data.order_id, type };
}

function parseJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    return undefined;
  }
}
