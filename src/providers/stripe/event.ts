import type Stripe from 'stripe';
import { z } from 'zod';
import { WebhookRejected } from '../../domains/payments/errors.js';
import type { GatewayEvent, UnassignedEvent } from '../../domains/payments/payment-gateway.js';
import { isSafeText } from '../../text/safe-text.js';
import { disputeStatus } from './disputes.js';

/** An older event may be a replay. */
const TOLERANCE_SECONDS = 300;

type EventType = GatewayEvent['type'];

const INTENT_EVENTS: Readonly<Record<string, EventType>> = {
  'payment_intent.succeeded': 'charge.succeeded',
  'payment_intent.payment_failed': 'charge.failed',
  'payment_intent.canceled': 'charge.canceled',
  'payment_intent.amount_capturable_updated': 'charge.authorized',
};

/** Events of an object whose status says what happened: Stripe sends them on creation and on every change. */
const REFUND_EVENT = /^refund\.(created|updated|failed)$/;
const DISPUTE_EVENTS = 'charge.dispute.';

const REFUND_STATUSES: Readonly<Partial<Record<string, EventType>>> = {
  succeeded: 'refund.succeeded',
  failed: 'refund.failed',
  canceled: 'refund.failed',
};

/**
 * Verifies and parses an event of Stripe.
 *
 * @param signature - the header `stripe-signature`
 * @returns an event without an order for objects that Stripe or its dashboard created, such as disputes
 * @throws WebhookRejected
 */
export function readStripeEvent(
  stripe: Stripe,
  rawBody: Buffer,
  signature: string | undefined,
  secret: string,
): GatewayEvent | UnassignedEvent {
  let event: Stripe.Event;
  try {
    event = stripe.webhooks.constructEvent(rawBody, signature ?? '', secret, TOLERANCE_SECONDS);
  } catch {
    // The library's message addresses the developer of this service, not the sender.
    throw new WebhookRejected('the signature is missing, invalid or too old, or the body is not an event');
  }
  if (!usableEvent.safeParse(event).success) throw new WebhookRejected('the body is not an event');
  const { id } = event;
  const type = typeOf(event);
  const orderId = orderIdOf(event);
  const transactionId = transactionIdOf(event);
  if (type !== 'other' && orderId !== null) return { id, orderId, transactionId, type };
  if (type !== 'other' && transactionId !== null && isOfCharge(event))
    return { id, orderId: null, transactionId, type };
  // A Stripe account may also emit events of other shops and of objects that this service does not use.
  return { id, orderId, type: 'other' };
}

/** The id is stored, and the charge's id is looked up. */
const safeId = z.string().min(1).max(255).refine(isSafeText);

/** What this service reads of an event. */
const usableEvent = z.object({ id: safeId, type: z.string(), data: z.object({ object: z.object({}) }) });

const withStatus = z.object({ status: z.string() });

function typeOf({ type, data }: Stripe.Event): EventType {
  const status = withStatus.safeParse(data.object).data?.status ?? '';
  if (REFUND_EVENT.test(type)) return REFUND_STATUSES[status] ?? 'other';
  if (type.startsWith(DISPUTE_EVENTS)) return disputeStatus(status) === 'open' ? 'dispute.opened' : 'dispute.closed';
  return INTENT_EVENTS[type] ?? 'other';
}

/** Refunds and disputes name their charge. An intent without our order is one of another shop. */
function isOfCharge({ type }: Stripe.Event): boolean {
  return REFUND_EVENT.test(type) || type.startsWith(DISPUTE_EVENTS);
}

const orderMetadata = z.object({ metadata: z.object({ order_id: z.uuid() }) });

function orderIdOf(event: Stripe.Event): string | null {
  return orderMetadata.safeParse(event.data.object).data?.metadata.order_id ?? null;
}

const intentReference = z.union([
  z.object({ object: z.literal('payment_intent'), id: safeId }).transform(({ id }) => id),
  z.object({ payment_intent: safeId }).transform(({ payment_intent }) => payment_intent),
]);

function transactionIdOf(event: Stripe.Event): string | null {
  return intentReference.safeParse(event.data.object).data ?? null;
}
