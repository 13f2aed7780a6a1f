import { changeEntry } from '../changes/change-origin.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { endpointParams } from './endpoint-fields.js';
import { toLoggedEndpoint } from './representation.js';

export const deleteWebhookEndpoint = defineRoute({
  method: 'delete',
  path: '/v1/webhook-endpoints/:id',
  operationId: 'deleteWebhookEndpoint',
  summary: 'Delete a webhook endpoint',
  description: 'Attempts end within seconds. One that is under way may still arrive.',
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  headers: idempotencyHeaders,
  responses: { 204: { description: 'The endpoint is deleted.' } },
  problems: problems('webhook_endpoint_not_found'),
  async handler(request, { webhookEndpoints, changes, changeLog }) {
    const { id } = request.params;
    const key = requestKey({ ...request, body: null }, 'deleteWebhookEndpoint');
    await changes.webhooks.once(key, async (manager) => {
      const endpoint = await webhookEndpoints.lock(id, manager);
      await webhookEndpoints.delete(endpoint, manager);
      const change = { action: 'webhook_endpoint.deleted', subjectId: id, before: toLoggedEndpoint(endpoint) } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change, after: null }, manager);
      return null;
    });
    return { status: 204 };
  },
});
