import { z } from 'zod';
import type { EventDelivery } from '../../../domains/webhooks/event-deliveries.js';
import { timestamp, uuid } from '../../http/fields.js';
import { endpointName } from '../../webhooks/endpoint-name.js';
import type { Services } from '../../services.js';

const sentEvent = z
  .object({
    id: uuid.meta({ description: 'Id of the event.' }),
    type: z.string().meta({ description: 'Type of the event.', example: 'order.confirmed' }),
    sequence: z.int().meta({ format: 'int64', description: 'Number of the event among those of the order.' }),
    at: timestamp.meta({ description: 'Time of the change.' }),
    deliveries: z
      .array(
        z
          .object({
            webhook_endpoint_id: uuid.meta({ description: 'Where it was sent.' }),
            endpoint: z.string().meta({ description: 'Description of the endpoint, or its host.' }),
            state: z.enum(['delivered', 'waiting', 'failed']).meta({
              description: 'waiting: it is sent again. failed: it is not sent again by itself.',
            }),
            attempts: z.int().min(1).meta({ description: 'Attempts so far.' }),
            last_attempt_at: timestamp.meta({ description: 'Start of the last attempt.' }),
            last_result: z
              .string()
              .meta({ description: 'HTTP status or failure of the last attempt.', example: '503' }),
            next_try_at: timestamp.nullable().meta({ description: 'When it is sent again; null when it is not.' }),
          })
          .meta({ id: 'TimelineDelivery' }),
      )
      .meta({ description: 'What became of it at each webhook endpoint that was tried.' }),
  })
  .meta({ id: 'TimelineEvent' });

export const sentEvents = z.array(sentEvent).meta({
  description: 'The events of the order that are kept, and their deliveries. Empty for customers.',
});

/** Reads the events of an order with their deliveries. */
export async function readSentEvents(
  orderId: string,
  { eventLookup, eventDeliveries }: Pick<Services, 'eventLookup' | 'eventDeliveries'>,
): Promise<z.input<typeof sentEvents>> {
  const events = await eventLookup.ofSubject('orders', orderId);
  const deliveries = await eventDeliveries.find(events.map(({ id }) => id));
  return events.map(({ id, type, sequence, at }) => ({
    ...{ id, type, sequence },
    at: at.toISOString(),
    deliveries: deliveries.filter(({ eventId }) => eventId === id).map(toDelivery),
  }));
}

function toDelivery(delivery: EventDelivery): z.input<typeof sentEvent>['deliveries'][number] {
  const { delivered, nextTryAt } = delivery;
  return {
    webhook_endpoint_id: delivery.endpointId,
    endpoint: endpointName(delivery),
    state: nextTryAt === null ? (delivered ? 'delivered' : 'failed') : 'waiting',
    attempts: delivery.attempts,
    last_attempt_at: delivery.lastAttemptAt.toISOString(),
    last_result: delivery.lastResult,
    next_try_at: nextTryAt?.toISOString() ?? null,
  };
}
