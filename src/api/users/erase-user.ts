import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { changeEntry } from '../changes/change-origin.js';
import { uuid } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute } from '../http/route.js';
import { erasureRepresentation, toErasure } from './representation.js';

export const eraseUser = defineRoute({
  method: 'post',
  path: '/v1/users/:id/erase',
  operationId: 'eraseUser',
  summary: 'Erase a user',
  description:
    'Deletes the personal data of the user and replaces the id of the user by a pseudonym, in a workflow. Orders and payments ' +
    'stay, so that the books add up. A request during an erasure of the same user returns that erasure.',
  access: 'operator',
  params: z.strictObject({ id: uuid.meta({ description: 'Id of the user.' }) }),
  headers: idempotencyHeaders,
  responses: {
    202: {
      description: 'The user is being erased.',
      body: erasureRepresentation,
      headers: z.object({ Location: z.string().meta({ description: 'Path of the erasure.' }) }),
    },
  },
  async handler(request, { erasures, erasureRuns, changeLog }) {
    const key = requestKey(request, 'eraseUser');
    const erasure = await erasures.request(key?.id ?? randomUUID(), request.params.id, randomUUID());
    // The log cannot be changed, so it names the erasure and not the user.
    const change = { action: 'user.erasure_requested', subjectId: erasure.id, before: null, after: null } as const;
    await changeLog.record({ ...changeEntry(request, key), ...change });
    await erasureRuns.start(erasure.id);
    return {
      status: 202,
      body: toErasure(await erasures.get(erasure.id)),
      headers: { Location: `/v1/erasures/${erasure.id}` },
    };
  },
});
