import Stripe from 'stripe';
import type { StripeEvent } from './objects.js';

export interface SignedStripeEvent {
  readonly body: Buffer;
  readonly headers: { readonly 'stripe-signature': string };
}

/** How events are delivered. */
export interface Delivery {
  /** Defaults to the order of creation. */
  readonly order?: 'created' | 'reversed';
  /** How often each event is delivered; defaults to once. */
  readonly copies?: number;
  /** Events that are lost. */
  readonly lose?: (event: StripeEvent) => boolean;
}

/** Events that were created and not delivered yet. */
export class EventQueue {
  private events: StripeEvent[] = [];
  private sequence = 0;

  add(type: string, object: object): void {
    this.sequence += 1;
    const snapshot = structuredClone(object) as Record<string, unknown>;
    this.events.push({ id: `evt_${this.sequence}`, object: 'event', type, data: { object: snapshot } });
  }

  /** Removes the events and returns them as they are to be delivered. */
  take({ order = 'created', copies = 1, lose = () => false }: Delivery = {}): StripeEvent[] {
    const kept = this.events.filter((event) => !lose(event));
    this.events = [];
    if (order === 'reversed') kept.reverse();
    return kept.flatMap((event) => Array<StripeEvent>(copies).fill(event));
  }
}

/** Signs an event as Stripe does. @param timestamp - Unix seconds; now by default */
export function signStripeEvent(event: StripeEvent, secret: string, timestamp?: number): SignedStripeEvent {
  const payload = JSON.stringify(event);
  const header = new Stripe('sk_test_123').webhooks.generateTestHeaderString({
    payload,
    secret,
    ...(timestamp !== undefined && { timestamp }),
  });
  return { body: Buffer.from(payload), headers: { 'stripe-signature': header } };
}
