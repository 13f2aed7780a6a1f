import { LRUCache } from 'lru-cache';
import type {
  EventReference,
  WebhookEvent,
  WebhookEventFeed,
  WebhookEventPage,
} from '../domains/webhooks/event-feed.js';

/** Milliseconds for which an empty page is believed. */
const EMPTY_TTL_MS = 200;
/** Pages that are kept for the endpoints that read them a little later. */
const MAX_PAGES = 50;
const PAGE_TTL_MS = 10_000;

/** Reads each page once for all endpoints: those that keep up ask for the same one. What a page contains never changes. */
export class SharedFeed implements WebhookEventFeed {
  private readonly pages = new LRUCache<string, Promise<WebhookEventPage>>({ max: MAX_PAGES, ttl: PAGE_TTL_MS });

  constructor(private readonly feed: WebhookEventFeed) {}

  read(after: string, limit: number): Promise<WebhookEventPage> {
    const key = `${limit} ${after}`;
    const known = this.pages.get(key);
    if (known) return known;
    const page = this.feed.read(after, limit);
    this.pages.set(key, page);
    page.then(
      ({ events }) => events.length === 0 && this.pages.set(key, page, { ttl: EMPTY_TTL_MS }),
      () => this.pages.delete(key),
    );
    return page;
  }

  find(references: readonly EventReference[]): Promise<WebhookEvent[]> {
    return references.length === 0 ? Promise.resolve([]) : this.feed.find(references);
  }
}
