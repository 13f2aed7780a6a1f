import { z } from 'zod';
import { buildAsyncApiDocument } from '../../events/async-api.js';
import { defineRoute } from '../http/route.js';

const document = buildAsyncApiDocument();

export const getAsyncApi = defineRoute({
  method: 'get',
  path: '/asyncapi.json',
  operationId: 'getAsyncApi',
  summary: 'Get the AsyncAPI document',
  description: 'Describes every event and its data.',
  access: 'anyone',
  responses: {
    200: {
      description: 'The AsyncAPI 3 document.',
      body: z
        .looseObject({ asyncapi: z.string().meta({ description: 'Version of the AsyncAPI specification.' }) })
        .meta({ id: 'AsyncApiDocument' }),
    },
  },
  handler() {
    return { status: 200, body: { ...document } };
  },
});
