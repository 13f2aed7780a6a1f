import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { erasureRepresentation, toErasure } from './representation.js';

export const getErasure = defineRoute({
  method: 'get',
  path: '/v1/erasures/:id',
  operationId: 'getErasure',
  summary: 'Get an erasure',
  description: 'Shows what was done. It does not name the user.',
  access: 'operator',
  params: z.strictObject({ id: uuid.meta({ description: 'Identifies the erasure.' }) }),
  responses: { 200: { description: 'The erasure.', body: erasureRepresentation } },
  problems: problems('erasure_not_found'),
  async handler({ params }, { erasures }) {
    return { status: 200, body: toErasure(await erasures.get(params.id)) };
  },
});
