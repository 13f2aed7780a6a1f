import { z } from 'zod';
import { matchesWebhookSignature, parseWebhookSignature } from '../../crypto/webhook-signature.js';
import { WebhookRejected } from '../../domains/payments/errors.js';
import { GATEWAY_EVENT_TYPES, type GatewayEvent } from '../../domains/payments/payment-gateway.js';
import { parseJson } from '../../domains/parse-json.js';
import { isSafeText } from '../../text/safe-text.js';

/** Covers clock skew and a slow delivery. An older event may be a replay. */
const TOLERANCE_SECONDS = 300;

/** Ids are stored and compared with stored ones. */
const safeId = z.string().min(1).max(255).refine(isSafeText);

const eventSchema = z.object({
  id: safeId,
  type: z.string(),
  data: z.object({
    order_id: z.uuid().nullable().catch(null),
    charge_id: safeId.optional(),
    id: safeId.optional(),
  }),
});

/**
 * Verifies and parses an event of the simulated gateway.
 *
 * @param signature - the header `gateway-signature`, as `signWebhook` writes it
 * @throws WebhookRejected
 */
export function readSimulatedEvent(rawBody: Buffer, signature: string | undefined, secret: string): GatewayEvent {
  if (signature === undefined) throw new WebhookRejected('the header Gateway-Signature is missing');
  const parsed = parseWebhookSignature(signature);
  if (!parsed) throw new WebhookRejected('the signature is malformed');
  if (!matchesWebhookSignature(rawBody, secret, parsed)) throw new WebhookRejected('the signature does not match');
  if (Math.abs(Date.now() / 1_000 - parsed.timestamp) > TOLERANCE_SECONDS) {
    throw new WebhookRejected(`the signature is not within ${TOLERANCE_SECONDS} seconds of the current time`);
  }

  const event = eventSchema.safeParse(parseJson(rawBody.toString('utf8')));
  if (!event.success) throw new WebhookRejected('the body is not a gateway event');
  const { id, data } = event.data;
  const type = GATEWAY_EVENT_TYPES.find((known) => known === event.data.type) ?? 'other';
  // Events that concern no order are accepted, so that the gateway does not retry them.
  if (type === 'other' || data.order_id === null) return { id, orderId: data.order_id, type: 'other' };
  return {
    ...{ id, orderId: data.order_id, transactionId: data.charge_id ?? data.id ?? null, type },
    ...(type.startsWith('refund.') && data.id !== undefined && { refundId: data.id }),
  };
}
