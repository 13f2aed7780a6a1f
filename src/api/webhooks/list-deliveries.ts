import { z } from 'zod';
import { createCursorCodec, pageSchema, paginate } from '../http/cursor.js';
import { integerParam, uuid } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { endpointParams } from './endpoint-fields.js';
import { deliveryRepresentation, toDelivery } from './representation.js';

/** The last attempt of the previous page. */
const deliveryCursor = createCursorCodec(z.strictObject({ id: z.int().min(1) }));

export const listWebhookDeliveries = defineRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/:id/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'List the deliveries of a webhook endpoint',
  description: 'Returns every attempt, newest first. Attempts are kept as long as events.',
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  query: z.strictObject({
    event_id: uuid.optional().meta({ description: 'Only attempts of this event.' }),
    delivered: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Only attempts that delivered the event, or only those that failed.' }),
    limit: integerParam(1, 100).default(50).meta({ description: 'Maximum number of attempts on the page.' }),
    cursor: deliveryCursor.parameter,
  }),
  responses: {
    200: { description: 'A page of attempts.', body: pageSchema('WebhookDeliveryPage', deliveryRepresentation) },
  },
  problems: problems('webhook_endpoint_not_found'),
  async handler({ params, query }, { webhookEndpoints, deliveryLog }) {
    const { id: endpointId } = await webhookEndpoints.get(params.id);
    const rows = await deliveryLog.list({
      endpointId,
      eventId: query.event_id,
      delivered: query.delivered === undefined ? undefined : query.delivered === 'true',
      before: query.cursor?.id,
      limit: query.limit + 1,
    });
    const { page, nextCursor } = paginate(rows, query.limit, deliveryCursor, ({ id }) => ({ id }));
    return { status: 200, body: { data: page.map(toDelivery), next_cursor: nextCursor } };
  },
});
