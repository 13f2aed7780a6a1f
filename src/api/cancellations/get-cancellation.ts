import { z } from 'zod';
import { uuid } from '../http/fields.js';
import { Problem } from '../http/problem.js';
import { defineRoute, problems } from '../http/route.js';
import { cancellationRepresentation, toCancellation } from './cancellation-representation.js';

export const getCancellation = defineRoute({
  method: 'get',
  path: '/v1/cancellations/:id',
  operationId: 'getCancellation',
  summary: 'Get the outcomes of cancelling several orders',
  access: 'operator',
  scope: 'orders:read',
  params: z.strictObject({ id: uuid.meta({ description: 'Identifies the cancellation.' }) }),
  responses: { 200: { description: 'The outcomes so far.', body: cancellationRepresentation } },
  problems: problems('cancellation_not_found'),
  async handler({ params }, { cancellationRuns }) {
    const state = await cancellationRuns.find(params.id);
    if (!state) {
      throw new Problem('cancellation_not_found', 'Temporal does not know this cancellation, or no longer retains it.');
    }
    return { status: 200, body: toCancellation(params.id, state) };
  },
});
