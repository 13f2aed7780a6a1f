import type Stripe from 'stripe';
import { z } from 'zod';
import { WebhookRejected } from '../../domains/payments/errors.js';
import type { GatewayEvent } from '../../domains/payments/payment-gateway.js';
import { isSafeText } from '../../text/safe-text.js';

/** An older event may be a replay. */
const TOLERANCE_SECONDS = 300;

const EVENT_TYPES: ReadonlyMap<string, GatewayEvent['type']> = new Map([
  ['payment_intent.succeeded', 'charge.succeeded'],
  ['payment_intent.payment_failed', 'charge.failed'],
  ['payment_intent.canceled', 'charge.canceled'],
  ['refund.created', 'refund.succeeded'],
  ['refund.updated', 'refund.succeeded'],
]);

/**
 * Verifies and parses an event of Stripe.
 *
 * @param signature - the header `stripe-signature`
 * @throws WebhookRejected
 */
export function readStripeEvent(
  stripe: Stripe,
  rawBody: Buffer,
  signature: string | undefined,
  secret: string,
): GatewayEvent {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(rawBody, signature ?? '', secret, TOLERANCE_SECONDS);
  } catch {
    // The library's message addresses the developer of this service, not the sender.
    throw new WebhookRejected('the signature is missing, invalid or too old, or the body is not an event');
  }
  if (!usableEvent.safeParse(event).success) throw new WebhookRejected('the body is not an event');
  const type = typeOf(event);
  const orderId = orderIdOf(event);
  // A Stripe account may also emit events of other shops and of objects that this service does not use.
  if (type === 'other' || orderId === null) return { id: event.id, orderId, type: 'other' };
  return { id: event.id, orderId, transactionId: transactionIdOf(event), type };
}

/** What this service reads of an event. The id is stored. */
const usableEvent = z.object({
  id: z.string().min(1).max(255).refine(isSafeText),
  type: z.string(),
  data: z.object({ object: z.object({}) }),
});

function typeOf({ type, data }: Stripe.Event): GatewayEvent['type'] {
  const known = EVENT_TYPES.get(type) ?? 'other';
  // Stripe emits refund events on creation and on every change.
  return known === 'refund.succeeded' && (data.object as Stripe.Refund).status !== 'succeeded' ? 'other' : known;
}

const orderMetadata = z.object({ metadata: z.object({ order_id: z.uuid() }) });

function orderIdOf(event: Stripe.Event): string | null {
  return orderMetadata.safeParse(event.data.object).data?.metadata.order_id ?? null;
}

const intentReference = z.union([
  z.object({ object: z.literal('payment_intent'), id: z.string() }).transform(({ id }) => id),
  z.object({ payment_intent: z.string() }).transform(({ payment_intent }) => payment_intent),
]);

function transactionIdOf(event: Stripe.Event): string | null {
  return intentReference.safeParse(event.data.object).data ?? null;
}
