import { z } from 'zod';
import { ACTOR_KINDS, CHANGE_ACTIONS, SUBJECT_TYPES } from '../../domains/access/change.js';
import type { Change } from '../../domains/access/change.entity.js';
import { timestamp, uuid } from '../http/fields.js';

const state = z.record(z.string(), z.unknown()).nullable();

export const changeRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the entry.' }),
    at: timestamp.meta({ description: 'Time of the change.' }),
    actor: z
      .object({
        kind: z.enum(ACTOR_KINDS).meta({ description: 'Kind of the actor. `cli`: the command line.' }),
        id: uuid.meta({
          description: 'User id of the operator, or id of the API key. All zeros for the command line.',
        }),
      })
      .meta({ description: 'Who made the change.' }),
    action: z.enum(CHANGE_ACTIONS).meta({
      description: 'The change. A workflow carries out a `requested` one; the order shows the outcome.',
    }),
    subject: z
      .object({
        type: z.enum(SUBJECT_TYPES).meta({ description: 'Kind of the subject.' }),
        id: uuid.meta({ description: 'Id of the subject.' }),
      })
      .meta({ description: 'The object that changed.' }),
    before: state.meta({ description: 'The subject before the change. Null when it did not exist.' }),
    after: state.meta({
      description: 'The subject after the change, or the request. Null for a revoked API key and for a retry.',
    }),
    request_id: z.string().nullable().meta({ description: '`X-Request-Id`. Null for the command line.' }),
  })
  .meta({ id: 'Change' });

export function toChange(change: Change): z.input<typeof changeRepresentation> {
  return {
    id: change.id,
    at: change.at.toISOString(),
    actor: { kind: change.actorKind, id: change.actorId },
    action: change.action,
    subject: { type: change.subjectType, id: change.subjectId },
    before: change.before,
    after: change.after,
    request_id: change.requestId,
  };
}
