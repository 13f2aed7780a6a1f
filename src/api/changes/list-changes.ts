import { z } from 'zod';
import { CHANGE_ACTIONS } from '../../domains/access/change.js';
import { createCursorCodec, pageSchema, paginate } from '../http/cursor.js';
import { integerParam, uuid } from '../http/fields.js';
import { defineRoute } from '../http/route.js';
import { changeRepresentation, toChange } from './representation.js';

/** The last entry of the previous page. */
const changeCursor = createCursorCodec(z.strictObject({ position: z.int().min(1) }));

export const listChanges = defineRoute({
  method: 'get',
  path: '/v1/changes',
  operationId: 'listChanges',
  summary: 'List the changes that operators and API keys made',
  description:
    'Returns the entries of an append-only log, from newest to oldest. It has the changes of products, stock and API keys, and what ' +
    'operators and keys request for orders. The orders that a key places are not in it: they have its id as `user_id`.',
  access: 'operator',
  query: z.strictObject({
    actor_id: uuid.optional().meta({ description: 'Only changes of this operator or API key.' }),
    subject_id: uuid.optional().meta({ description: 'Only changes of this product, order or API key.' }),
    action: z.enum(CHANGE_ACTIONS).optional().meta({ description: 'Only changes of this kind.' }),
    limit: integerParam(1, 100).default(50).meta({ description: 'Maximum number of entries on the page.' }),
    cursor: changeCursor.parameter,
  }),
  responses: { 200: { description: 'A page of changes.', body: pageSchema('ChangePage', changeRepresentation) } },
  async handler({ query }, { changeLog }) {
    const rows = await changeLog.list({
      actorId: query.actor_id,
      subjectId: query.subject_id,
      action: query.action,
      before: query.cursor?.position,
      limit: query.limit + 1,
    });
    const { page, nextCursor } = paginate(rows, query.limit, changeCursor, ({ position }) => ({ position }));
    return { status: 200, body: { data: page.map(toChange), next_cursor: nextCursor } };
  },
});
