import { z } from 'zod';
import { defineRoute } from '../http/route.js';
import { attentionItem } from './attention-item.js';

const listAttention = defineRoute({
  method: 'get',
  path: '/v1/attention',
  operationId: 'listAttention',
  summary: 'List what needs an operator',
  description:
    'Returns at most 50 items of each kind, the most urgent kinds first: what failed and is tried again, orders that no run handles, ' +
    'refunds that failed, disputes, undecided payments, webhook endpoints that are disabled or failing, reservations that end within ' +
    'two minutes, and stock at or below `LOW_STOCK_THRESHOLD`.',
  access: 'operator',
  scope: 'orders:read',
  query: z.strictObject({}),
  responses: {
    200: {
      description: 'The items.',
      body: z
        .object({
          data: z.array(attentionItem).meta({ description: 'The most urgent kinds first.' }),
          runs_known: z.boolean().meta({
            description: 'False when Temporal does not answer: then items about runs are missing.',
          }),
        })
        .meta({ id: 'Attention' }),
    },
  },
  async handler(_request, { attention }) {
    const { items, runsKnown } = await attention.list();
    return { status: 200, body: { data: items, runs_known: runsKnown } };
  },
});

export const attentionRoutes = [listAttention];
