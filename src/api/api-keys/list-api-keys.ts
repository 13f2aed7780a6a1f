import { z } from 'zod';
import { defineRoute } from '../http/route.js';
import { apiKeyRepresentation, toApiKey } from './representation.js';

export const listApiKeys = defineRoute({
  method: 'get',
  path: '/v1/api-keys',
  operationId: 'listApiKeys',
  summary: 'List API keys',
  description: 'Returns all keys, newest first, including revoked ones.',
  access: 'operator',
  query: z.strictObject({}),
  responses: {
    200: {
      description: 'The keys.',
      body: z
        .object({ data: z.array(apiKeyRepresentation).meta({ description: 'Keys from newest to oldest.' }) })
        .meta({ id: 'ApiKeys' }),
    },
  },
  async handler(_request, { apiKeys }) {
    return { status: 200, body: { data: (await apiKeys.list()).map(toApiKey) } };
  },
});
