import { uuidV5 } from '../../src/domains/uuid-v5.js';
import type { EventReference, WebhookEvent, WebhookEventFeed } from '../../src/domains/webhooks/event-feed.js';

const NAMESPACE = '0b8f9f0c-2f60-4f0b-8d52-9b7a4c3d2e1f';

/** A feed whose events a test appends. */
export class MemoryFeed implements WebhookEventFeed {
  private readonly events: WebhookEvent[] = [];

  /** Appends the next event of a subject. */
  append(subject: string, type = 'order.created'): WebhookEvent {
    const sequence = this.events.filter((event) => event.subject === subject).length + 1;
    const id = uuidV5(NAMESPACE, `${subject} ${sequence}`);
    const body = JSON.stringify({ specversion: '1.0', id, type, subject, sequence: `${sequence}`, data: {} });
    const event = { id, type, subject, sequence, body };
    this.events.push(event);
    return event;
  }

  read(after: string, limit: number) {
    const start = Number(after);
    const events = this.events.slice(start, start + limit);
    return Promise.resolve({ events, cursor: String(start + events.length) });
  }

  find(references: readonly EventReference[]): Promise<WebhookEvent[]> {
    const isWanted = (event: WebhookEvent) =>
      references.some(({ subject, sequence }) => event.subject === subject && event.sequence === sequence);
    return Promise.resolve(this.events.filter(isWanted));
  }
}
