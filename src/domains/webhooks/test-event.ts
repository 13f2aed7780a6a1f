import type { QueuedEvent } from './delivery-store.js';
import type { WebhookEvent } from './event-feed.js';

/** The type of the event that tests an endpoint. No change has it, so no other event does. */
export const TEST_EVENT_TYPE = 'webhook.test';

/** A CloudEvent that tests an endpoint. It is in no feed. */
export function testEvent({
  eventId,
  subject,
  sequence,
  queuedAt,
}: Omit<QueuedEvent, 'attempts' | 'firstFailedAt'>): WebhookEvent {
  const body = JSON.stringify({
    specversion: '1.0',
    id: eventId,
    source: '/v1/webhook-endpoints',
    type: TEST_EVENT_TYPE,
    subject: `webhook-endpoints/${subject}`,
    time: queuedAt.toISOString(),
    datacontenttype: 'application/json',
    data: { webhook_endpoint_id: subject },
  });
  return { id: eventId, type: TEST_EVENT_TYPE, subject, sequence, body };
}
