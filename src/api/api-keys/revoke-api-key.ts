import { z } from 'zod';
import { changeOrigin } from '../changes/change-origin.js';
import { uuid } from '../http/fields.js';
import { idempotencyHeaders } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';

export const revokeApiKey = defineRoute({
  method: 'delete',
  path: '/v1/api-keys/:id',
  operationId: 'revokeApiKey',
  summary: 'Revoke an API key',
  description: 'The key is rejected within five seconds. It stays in the list. Repeating the request changes nothing.',
  access: 'operator',
  params: z.strictObject({ id: uuid.meta({ description: 'Identifies the API key.' }) }),
  headers: idempotencyHeaders,
  responses: { 204: { description: 'The key is revoked.' } },
  problems: problems('api_key_not_found'),
  async handler(request, { apiKeys }) {
    await apiKeys.revoke(request.params.id, changeOrigin(request));
    return { status: 204 };
  },
});
