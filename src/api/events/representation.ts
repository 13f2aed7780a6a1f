import { z } from 'zod';
import { EVENT_TYPE_NAMES } from '../../events/event-types.js';
import { timestamp, uuid } from '../http/fields.js';

/** An event of any type. `/asyncapi.json` describes the data of each. */
export const cloudEventRepresentation = z
  .object({
    specversion: z.literal('1.0').meta({ description: 'Version of CloudEvents.' }),
    id: uuid.meta({ description: 'Identifies the event. An event that comes twice has the same id.' }),
    source: z.string().meta({ description: 'This service.' }),
    type: z.enum(EVENT_TYPE_NAMES).meta({ description: 'What happened.' }),
    subject: z.string().meta({ description: 'Path of the subject under `/v1`.', example: 'orders/<uuid>' }),
    time: timestamp.meta({ description: 'Time of the change.' }),
    sequence: z
      .string()
      .meta({ description: 'Number of the event among those of its subject: from 1, without gaps.', example: '3' }),
    datacontenttype: z.literal('application/json').meta({ description: 'Format of `data`.' }),
    dataschema: z.string().meta({ description: 'Names the schema of `data` and its version.' }),
    traceparent: z
      .string()
      .optional()
      .meta({ description: 'W3C trace context of the change; absent while tracing is off.' }),
    data: z.looseObject({}).meta({
      description: 'What the API shows of the subject after the change. `/asyncapi.json` describes each type.',
    }),
  })
  .meta({ id: 'Event', description: 'A CloudEvent 1.0.' });

export const eventPage = z
  .object({
    data: z.array(cloudEventRepresentation).meta({ description: 'Events, from oldest to newest.' }),
    next_cursor: z.string().meta({
      description: 'Send it as `after` to continue. The feed has no last page: at its end, `data` is empty.',
    }),
  })
  .meta({ id: 'EventPage' });
