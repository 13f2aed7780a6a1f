import { z } from 'zod';
import { VERSION } from '../../process/version.js';
import { defineRoute } from '../http/route.js';

const readiness = z
  .object({
    ready: z.boolean().meta({ description: 'True when Temporal, the database and its migrations are ready.' }),
    unreadable_schemas: z.array(z.string()).meta({
      description:
        'The schemas that the login of the API may not read. Run the migrations as the owner of the database.',
    }),
    parts: z
      .object({
        temporal: z.enum(['ready', 'unreachable']).meta({ description: 'Whether Temporal answers.' }),
        database: z.enum(['ready', 'read_only', 'unreachable']).meta({
          description: '`read_only`: a standby or a former primary answers.',
        }),
        migrations: z.enum(['ready', 'pending', 'denied', 'unknown']).meta({
          description: '`pending`: run the migrations. `denied`: the API may not read `unreadable_schemas`.',
        }),
        workers: z.enum(['ready', 'away', 'unknown']).meta({
          description: '`away`: no worker polls, so no order can be placed. Does not affect `ready`: reads still work.',
        }),
      })
      .meta({ description: 'State of each dependency.' }),
  })
  .meta({ id: 'Readiness' });

const health = z
  .object({
    status: z.literal('ok').meta({ description: 'Always `ok`.' }),
    version: z.string().meta({ description: 'Version of the running release.', example: '0.1.0' }),
  })
  .meta({ id: 'Health' });

const healthz = defineRoute({
  method: 'get',
  path: '/healthz',
  operationId: 'getHealth',
  summary: 'Check that the process is running',
  description: 'Does not check Temporal or the database; see `/readyz`.',
  access: 'anyone',
  responses: { 200: { description: 'The process is running.', body: health } },
  handler() {
    return { status: 200, body: { status: 'ok' as const, version: VERSION } };
  },
});

const readyz = defineRoute({
  method: 'get',
  path: '/readyz',
  operationId: 'getReadiness',
  summary: 'Check that the API can serve requests',
  access: 'anyone',
  responses: {
    200: { description: 'Temporal, the database and its migrations are ready.', body: readiness },
    503: { description: 'At least one of them is not ready.', body: readiness },
  },
  async handler(_request, services) {
    const report = await services.readiness.check();
    return { status: report.ready ? 200 : 503, body: report };
  },
});

export const healthRoutes = [healthz, readyz];
