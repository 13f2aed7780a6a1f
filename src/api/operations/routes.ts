import { z } from 'zod';
import { defineRoute } from '../http/route.js';

const readiness = z
  .object({
    ready: z.boolean(),
    parts: z.object({
      temporal: z.enum(['ready', 'unreachable']),
      database: z.enum(['ready', 'unreachable']),
      migrations: z.enum(['ready', 'pending', 'unknown']),
      workers: z
        .enum(['ready', 'away', 'unknown'])
        .meta({ description: 'Without them no order is placed, yet all is read: they do not count for `ready`' }),
    }),
  })
  .meta({ id: 'Readiness' });

const healthz = defineRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'getHealth',
  summary: 'Is the process up?',
  access: 'anyone',
  responses: { 200: { description: 'It is', body: z.object({ status: z.string().meta({ example: 'ok' }) }) } },
  handler() {
    return { status: 200, body: { status: 'ok' } };
  },
});

const readyz = defineRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'getReadiness',
  summary: 'Can the parts that requests need answer?',
  access: 'anyone',
  responses: {
    200: { description: 'All of them can', body: readiness },
    503: { description: 'Some cannot: which ones', body: readiness },
  },
  async handler(_request, services) {
    const report = await services.readiness.check();
    return { status: report.ready ? 200 : 503, body: report };
  },
});

export const healthRoutes = [healthz, readyz];
