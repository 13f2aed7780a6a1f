import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { DeliveredEvent, DeliveryKind } from './deliveries.js';
import type { WebhookEndpoint } from './endpoint.entity.js';
import { EventNotFound, RedeliveryTooLarge } from './errors.js';
import type { EventIndex, EventReference } from './event-feed.js';
import { TEST_EVENT_TYPE } from './test-event.js';

/** Events that one request may send again. */
export const MAX_REDELIVERY = 10_000;

/** Puts events into the queue of an endpoint. The next round of deliveries sends them. */
export class RedeliveriesService {
  constructor(private readonly events: EventIndex) {}

  /**
   * Sends one event again that was sent to any endpoint, whatever the types of this one.
   *
   * @throws EventNotFound
   */
  async redeliverEvent(endpoint: WebhookEndpoint, eventId: string, manager: EntityManager): Promise<number> {
    // An id cannot be looked up in the feed; each event that was sent is in the attempts.
    const [reference] = await manager.query<EventReference[]>(
      `SELECT subject, sequence::float8 AS sequence FROM webhooks.attempts
       WHERE event_id = $1 AND kind <> 'test' LIMIT 1`,
      [eventId],
    );
    const [event] = reference ? await this.events.list([reference]) : [];
    if (!event) throw new EventNotFound(eventId);
    return enqueue(endpoint, 'redelivery', [toDelivered(event)], manager);
  }

  /**
   * Sends the events of a time again, of the types that the endpoint gets.
   *
   * @param since - first time of the range
   * @param until - end of the range, which is not part of it
   * @returns how many
   * @throws RedeliveryTooLarge
   */
  async redeliverRange(endpoint: WebhookEndpoint, since: Date, until: Date, manager: EntityManager): Promise<number> {
    const events = await this.events.between(since, until, endpoint.types, MAX_REDELIVERY + 1);
    if (events.length > MAX_REDELIVERY) throw new RedeliveryTooLarge(MAX_REDELIVERY);
    return enqueue(endpoint, 'redelivery', events.map(toDelivered), manager);
  }

  /** Sends an event that tests the endpoint. It is tried once. @returns its id */
  async sendTest({ id }: WebhookEndpoint, manager: EntityManager): Promise<string> {
    const eventId = randomUUID();
    const test = { eventId, type: TEST_EVENT_TYPE, subject: id, sequence: 0 };
    await enqueue({ id }, 'test', [test], manager);
    return eventId;
  }
}

type Queued = Omit<DeliveredEvent, 'kind'>;

function toDelivered({ id, type, subject, sequence }: Omit<Queued, 'eventId'> & { readonly id: string }): Queued {
  return { eventId: id, type, subject, sequence };
}

async function enqueue(
  { id }: Pick<WebhookEndpoint, 'id'>,
  kind: DeliveryKind,
  events: readonly Queued[],
  manager: EntityManager,
): Promise<number> {
  // An event that waits already keeps its row: sending it at once is all that is asked for.
  await manager.query(
    `INSERT INTO webhooks.queue AS q (endpoint_id, event_id, kind, type, subject, sequence, next_attempt_at)
     SELECT $1, e."eventId", $2, e.type, e.subject, e.sequence, now()
     FROM jsonb_to_recordset($3::jsonb) AS e ("eventId" uuid, type text, subject text, sequence bigint)
     ON CONFLICT (endpoint_id, event_id) DO UPDATE SET next_attempt_at = now(), attempts = 0, first_failed_at = NULL,
       done_at = NULL, kind = CASE WHEN q.done_at IS NULL THEN q.kind ELSE excluded.kind END`,
    [id, kind, JSON.stringify(events)],
  );
  return events.length;
}
