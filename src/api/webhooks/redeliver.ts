import { z } from 'zod';
import { changeEntry } from '../changes/change-origin.js';
import { time, uuid } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { MAX_REDELIVERY } from '../../domains/webhooks/redeliveries.service.js';
import { endpointParams } from './endpoint-fields.js';

const redelivery = z
  .strictObject({
    event_id: uuid.optional().meta({ description: 'The one event to send again, of any type.' }),
    since: time.optional().meta({ description: 'Start of the range of events to send again.' }),
    until: time.optional().meta({ description: 'End of the range, which is not part of it. Defaults to now.' }),
  })
  .refine(
    ({ event_id, since, until }) =>
      event_id === undefined ? since !== undefined : since === undefined && until === undefined,
    {
      error: 'must have either event_id or since',
    },
  )
  .meta({ id: 'WebhookRedelivery', example: { since: '2026-01-31T08:00:00Z', until: '2026-01-31T09:00:00Z' } });

export const redeliverWebhooks = defineRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/:id/redeliver',
  operationId: 'redeliverWebhooks',
  summary: 'Send events again',
  description:
    'Sends one event, or those of a range of time that the endpoint gets, once more. Their ids are the same. ' +
    `A range has at most ${MAX_REDELIVERY.toLocaleString('en')} events.`,
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  headers: idempotencyHeaders,
  body: redelivery,
  responses: {
    202: {
      description: 'The events will be sent as soon as the endpoint is enabled.',
      body: z
        .object({ queued: z.int().meta({ description: 'Number of events that will be sent.' }) })
        .meta({ id: 'WebhookRedeliveryResult' }),
    },
  },
  problems: problems('webhook_endpoint_not_found', 'event_not_found', 'redelivery_too_large', 'idempotency_key_reused'),
  async handler(request, { webhookEndpoints, redeliveries, changes, changeLog }) {
    const { params, body } = request;
    const key = requestKey(request, 'redeliverWebhooks');
    const answer = await changes.webhooks.once(key, async (manager) => {
      const endpoint = await webhookEndpoints.lock(params.id, manager);
      const { event_id: eventId, since, until } = body;
      const queued =
        eventId === undefined
          ? await redeliveries.redeliverRange(
              endpoint,
              new Date(since ?? 0),
              until === undefined ? new Date() : new Date(until),
              manager,
            )
          : await redeliveries.redeliverEvent(endpoint, eventId, manager);
      const change = { action: 'webhook_endpoint.redelivery_requested', subjectId: params.id } as const;
      await changeLog.record(
        { ...changeEntry(request, key), ...change, before: null, after: { ...body, queued } },
        manager,
      );
      return { queued };
    });
    return { status: 202, body: answer };
  },
});
