import { defineRoute, problems } from '../http/route.js';
import { endpointParams } from './endpoint-fields.js';
import { endpointWithHealth, toEndpointWithHealth } from './representation.js';

export const getWebhookEndpoint = defineRoute({
  method: 'get',
  path: '/v1/webhook-endpoints/:id',
  operationId: 'getWebhookEndpoint',
  summary: 'Get a webhook endpoint',
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  responses: { 200: { description: 'The endpoint with its health.', body: endpointWithHealth } },
  problems: problems('webhook_endpoint_not_found'),
  async handler({ params }, { webhookEndpoints }) {
    const endpoint = await webhookEndpoints.get(params.id);
    return { status: 200, body: toEndpointWithHealth(endpoint, await webhookEndpoints.health([endpoint.id])) };
  },
});
