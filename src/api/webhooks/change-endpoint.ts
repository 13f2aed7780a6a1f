import { z } from 'zod';
import { changeEntry } from '../changes/change-origin.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { endpointDescription, endpointParams, endpointTypes, endpointUrl } from './endpoint-fields.js';
import { endpointRepresentation, toEndpoint, toLoggedEndpoint } from './representation.js';

const endpointChanges = z
  .strictObject({
    url: endpointUrl.optional(),
    description: endpointDescription.optional(),
    types: endpointTypes.optional(),
    status: z.enum(['enabled', 'paused']).optional().meta({
      description:
        '`paused` stops the deliveries. `enabled` continues where they stopped, and tries failed events at once.',
    }),
  })
  .meta({ id: 'WebhookEndpointChanges', example: { status: 'paused' } });

export const changeWebhookEndpoint = defineRoute({
  method: 'patch',
  path: '/v1/webhook-endpoints/:id',
  operationId: 'changeWebhookEndpoint',
  summary: 'Change, pause or enable a webhook endpoint',
  description:
    'A change of the URL or the types also applies to the events that wait: they are tried at once, and those of other types are ' +
    'dropped.',
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  headers: idempotencyHeaders,
  body: endpointChanges,
  responses: { 200: { description: 'The changed endpoint.', body: endpointRepresentation } },
  problems: problems('webhook_endpoint_not_found', 'webhook_url_not_allowed', 'idempotency_key_reused'),
  async handler(request, { webhookEndpoints, changes, changeLog }) {
    const { id } = request.params;
    const key = requestKey(request, 'changeWebhookEndpoint');
    if (request.body.url !== undefined) await webhookEndpoints.assertAllowed(request.body.url);
    const changed = await changes.webhooks.once(key, async (manager) => {
      const before = await webhookEndpoints.lock(id, manager);
      const after = await webhookEndpoints.change(before, request.body, manager);
      const states = { before: toLoggedEndpoint(before), after: toLoggedEndpoint(after) };
      const change = { action: 'webhook_endpoint.changed', subjectId: id, ...states } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change }, manager);
      return toEndpoint(after);
    });
    return { status: 200, body: changed };
  },
});
