import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { changeEntry } from '../changes/change-origin.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { endpointDescription, endpointTypes, endpointUrl } from './endpoint-fields.js';
import { endpointWithSecret, toEndpoint, toLoggedEndpoint } from './representation.js';

const newEndpoint = z
  .strictObject({
    url: endpointUrl,
    description: endpointDescription.optional(),
    types: endpointTypes.default([]),
  })
  .meta({
    id: 'WebhookEndpointRequest',
    example: { url: 'https://erp.example.com/hooks/orders', description: 'ERP', types: ['order.confirmed'] },
  });

export const createWebhookEndpoint = defineRoute({
  method: 'post',
  path: '/v1/webhook-endpoints',
  operationId: 'createWebhookEndpoint',
  summary: 'Create a webhook endpoint',
  description:
    'The endpoint gets the events that happen from now on, signed as [Standard Webhooks](https://www.standardwebhooks.com) ' +
    'describes. The secret is shown only in this response. A request with the same `Idempotency-Key` returns the same endpoint.',
  access: 'operator',
  scope: 'webhooks',
  headers: idempotencyHeaders,
  body: newEndpoint,
  responses: {
    201: {
      description: 'The endpoint was created.',
      body: endpointWithSecret,
      headers: z.object({ Location: z.string().meta({ description: 'Path of the endpoint.' }) }),
    },
  },
  problems: problems('webhook_url_not_allowed', 'too_many_webhook_endpoints', 'idempotency_key_reused'),
  async handler(request, { webhookEndpoints, feed, changes, changeLog }) {
    const { url, description = '', types } = request.body;
    const key = requestKey(request, 'createWebhookEndpoint');
    await webhookEndpoints.assertAllowed(url);
    const id = key?.id ?? randomUUID();
    const cursor = await feed.end();
    const created = await changes.webhooks.once(key, async (manager) => {
      const endpoint = await webhookEndpoints.create({ id, url, description, types }, cursor, manager);
      const change = { action: 'webhook_endpoint.created', subjectId: id, before: null } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change, after: toLoggedEndpoint(endpoint) }, manager);
      return toEndpoint(endpoint);
    });
    const secret = webhookEndpoints.revealSecret(await webhookEndpoints.get(created.id));
    return {
      status: 201,
      body: { ...created, secret },
      headers: { Location: `/v1/webhook-endpoints/${created.id}` },
    };
  },
});
