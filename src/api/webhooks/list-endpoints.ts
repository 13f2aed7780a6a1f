import { z } from 'zod';
import { defineRoute } from '../http/route.js';
import { endpointWithHealth, toEndpointWithHealth } from './representation.js';

export const listWebhookEndpoints = defineRoute({
  method: 'get',
  path: '/v1/webhook-endpoints',
  operationId: 'listWebhookEndpoints',
  summary: 'List webhook endpoints',
  description: 'Returns all endpoints with their health, newest first.',
  access: 'operator',
  scope: 'webhooks',
  query: z.strictObject({}),
  responses: {
    200: {
      description: 'The endpoints.',
      body: z
        .object({ data: z.array(endpointWithHealth).meta({ description: 'The endpoints, newest first.' }) })
        .meta({ id: 'WebhookEndpoints' }),
    },
  },
  async handler(_request, { webhookEndpoints }) {
    const endpoints = await webhookEndpoints.list();
    const health = await webhookEndpoints.health(endpoints.map(({ id }) => id));
    return { status: 200, body: { data: endpoints.map((endpoint) => toEndpointWithHealth(endpoint, health)) } };
  },
});
