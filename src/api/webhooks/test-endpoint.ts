import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { endpointParams } from './endpoint-fields.js';

export const testWebhookEndpoint = defineRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/:id/test',
  operationId: 'testWebhookEndpoint',
  summary: 'Send a test event',
  description:
    'Sends an event of the type `webhook.test` once, as soon as the endpoint is enabled. The deliveries of the endpoint show the answer.',
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  headers: idempotencyHeaders,
  responses: {
    202: {
      description: 'The event will be sent.',
      body: z.object({ event_id: uuid.meta({ description: 'Id of the test event.' }) }).meta({ id: 'WebhookTest' }),
    },
  },
  problems: problems('webhook_endpoint_not_found'),
  async handler(request, { webhookEndpoints, redeliveries, changes }) {
    const key = requestKey({ ...request, body: null }, 'testWebhookEndpoint');
    const body = await changes.webhooks.once(key, async (manager) => {
      const endpoint = await webhookEndpoints.lock(request.params.id, manager);
      return { event_id: await redeliveries.sendTest(endpoint, manager) };
    });
    return { status: 202, body };
  },
});
