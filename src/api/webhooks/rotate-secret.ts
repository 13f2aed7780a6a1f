import { z } from 'zod';
import { changeEntry } from '../changes/change-origin.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { endpointParams } from './endpoint-fields.js';
import { endpointWithSecret, toEndpoint } from './representation.js';

const DAY_SECONDS = 86_400;

const rotation = z
  .strictObject({
    previous_valid_seconds: z
      .int()
      .min(0)
      .max(7 * DAY_SECONDS)
      .default(DAY_SECONDS)
      .meta({
        description: 'Seconds for which the previous secret signs as well, so that no receiver rejects an event.',
      }),
  })
  .meta({ id: 'WebhookSecretRotation', example: { previous_valid_seconds: DAY_SECONDS } });

export const rotateWebhookSecret = defineRoute({
  method: 'post',
  path: '/v1/webhook-endpoints/:id/rotate-secret',
  operationId: 'rotateWebhookSecret',
  summary: 'Replace the secret of a webhook endpoint',
  description:
    'The new secret is shown only in this response. Until the previous one ends, each event has a signature of both. A request ' +
    'with the same `Idempotency-Key` returns the same secret.',
  access: 'operator',
  scope: 'webhooks',
  params: endpointParams,
  headers: idempotencyHeaders,
  body: rotation,
  responses: { 200: { description: 'The endpoint with its new secret.', body: endpointWithSecret } },
  problems: problems('webhook_endpoint_not_found', 'idempotency_key_reused'),
  async handler(request, { webhookEndpoints, changes, changeLog }) {
    const { id } = request.params;
    const key = requestKey(request, 'rotateWebhookSecret');
    const until = new Date(Date.now() + request.body.previous_valid_seconds * 1_000);
    const rotated = await changes.webhooks.once(key, async (manager) => {
      const endpoint = await webhookEndpoints.lock(id, manager);
      const changed = await webhookEndpoints.rotateSecret(endpoint, until, manager);
      const after = { previous_secret_expires_at: until.toISOString() };
      const change = { action: 'webhook_endpoint.secret_rotated', subjectId: id, before: null, after } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change }, manager);
      return toEndpoint(changed);
    });
    return { status: 200, body: { ...rotated, secret: webhookEndpoints.revealSecret(await webhookEndpoints.get(id)) } };
  },
});
