import type { CloudEvent } from '../events/cloud-event.js';
import { CursorExpired } from '../events/errors.js';
import type { EventFeed } from '../events/feed.js';
import type { EventLookup } from '../events/event-lookup.js';
import type {
  EventReference,
  WebhookEvent,
  WebhookEventFeed,
  WebhookEventPage,
} from '../domains/webhooks/event-feed.js';

/** The feed of events as deliveries read it. Types are not filtered here, so that all endpoints can share a page. */
export class FeedForWebhooks implements WebhookEventFeed {
  /** @param onExpired - called when events were dropped before an endpoint got them; it continues with the oldest that is kept */
  constructor(
    private readonly feed: EventFeed,
    private readonly lookup: EventLookup,
    private readonly onExpired: () => void,
  ) {}

  async read(after: string, limit: number): Promise<WebhookEventPage> {
    const page = await this.feed.read({ after, limit }).catch((error: unknown) => {
      if (!(error instanceof CursorExpired)) throw error;
      this.onExpired();
      return this.feed.read({ limit });
    });
    // The page's own cursor also passes over transactions without events, and would differ between readers.
    return {
      events: page.events.map(({ event }) => toWebhookEvent(event)),
      cursor: page.events.at(-1)?.cursor ?? after,
    };
  }

  async find(references: readonly EventReference[]): Promise<WebhookEvent[]> {
    return (await this.lookup.find(references)).map(toWebhookEvent);
  }
}

function toWebhookEvent(event: CloudEvent): WebhookEvent {
  const { id, type, subject, sequence } = event;
  return { id, type, subject, sequence: Number(sequence), body: JSON.stringify(event) };
}
