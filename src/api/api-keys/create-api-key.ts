import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SCOPES } from '../../domains/access/scopes.js';
import { changeOrigin } from '../changes/change-origin.js';
import { text } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { Problem } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { newApiKeyRepresentation, toApiKey } from './representation.js';

const newApiKey = z
  .strictObject({
    name: text(100).meta({ description: 'What the key is for.' }),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length).meta({ description: 'What the key may do.' }),
  })
  .meta({ id: 'ApiKeyRequest', example: { name: 'warehouse', scopes: ['inventory', 'orders:read'] } });

export const createApiKey = defineRoute({
  method: 'post',
  path: '/v1/api-keys',
  operationId: 'createApiKey',
  summary: 'Create an API key',
  description:
    'The key is shown only in this response. A request with the same `Idempotency-Key` replaces a key that was never used.',
  access: 'operator',
  headers: idempotencyHeaders,
  body: newApiKey,
  responses: { 201: { description: 'The key was created.', body: newApiKeyRepresentation } },
  problems: problems('idempotency_key_reused'),
  async handler(request, { apiKeys }) {
    const id = requestKey(request, 'createApiKey')?.id ?? randomUUID();
    const created = await apiKeys.create({ id, ...request.body }, changeOrigin(request));
    if (!created)
      throw new Problem('idempotency_key_reused', 'The Idempotency-Key belongs to another key, or to one in use.');
    return { status: 201, body: { ...toApiKey(created.key), key: created.text } };
  },
});
