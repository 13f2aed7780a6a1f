import { z } from 'zod';
import { uuidV5 } from '../domains/uuid-v5.js';
import { timestamp, uuid } from '../representations/fields.js';
import { EVENT_TYPES, type EventData, type EventType, type SubjectType } from './event-types.js';

const EVENT_ID_NAMESPACE = '3d8f0a52-5c0b-4e0e-9d5c-6a1f1f2b7e90';

/** Identifies this service as the source of events. */
const EVENT_SOURCE = '/durable-orders';

/** An event in the JSON format of CloudEvents 1.0. */
export interface CloudEvent<T extends EventType = EventType> {
  readonly specversion: '1.0';
  /** UUID. The same event always has the same id. */
  readonly id: string;
  readonly source: string;
  readonly type: T;
  /** Path of the subject under `/v1`, such as `orders/<uuid>`. */
  readonly subject: string;
  /** ISO 8601. */
  readonly time: string;
  /** Position among the events of the subject, from 1 without gaps, as decimal digits. */
  readonly sequence: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** Of the span that made the change; absent while tracing is off. */
  readonly traceparent?: string;
  readonly data: EventData<T>;
}

/** The schema of an event: the attributes of CloudEvents and the data of its type. */
export function cloudEventSchema(type: EventType) {
  return z.object({
    specversion: z.literal('1.0').meta({ description: 'Version of CloudEvents.' }),
    id: uuid.meta({ description: 'Identifies the event. An event that comes twice has the same id.' }),
    source: z.literal(EVENT_SOURCE).meta({ description: 'This service.' }),
    type: z.literal(type).meta({ description: EVENT_TYPES[type].description }),
    subject: z
      .string()
      .regex(new RegExp(`^${EVENT_TYPES[type].subject}/[0-9a-f-]{36}$`))
      .meta({ description: 'Path of the subject under `/v1`.' }),
    time: timestamp.meta({ description: 'Time of the change.' }),
    sequence: z
      .string()
      .regex(/^[1-9]\d*$/)
      .meta({ description: 'Number of the event among those of its subject: from 1, without gaps.', example: '3' }),
    datacontenttype: z.literal('application/json').meta({ description: 'Format of `data`.' }),
    dataschema: z.literal(dataSchemaOf(type)).meta({ description: 'Names the schema of `data` and its version.' }),
    traceparent: z
      .string()
      .regex(/^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/)
      .optional()
      .meta({ description: 'W3C trace context of the change; absent while tracing is off.' }),
    data: EVENT_TYPES[type].data,
  });
}

function dataSchemaOf(type: EventType): string {
  return `urn:durable-orders:events:${type}:${EVENT_TYPES[type].version}`;
}

/**
 * The id of an event follows from its subject, sequence number and type. With the type, a receiver also accepts the event that
 * takes the number of one that a failover has lost.
 */
export function eventId(subject: string, sequence: string, type: string): string {
  return uuidV5(EVENT_ID_NAMESPACE, `${subject}/${sequence}/${type}`);
}

export interface EventAttributes {
  readonly type: EventType;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  /** Decimal digits. */
  readonly sequence: string;
  readonly at: Date;
  readonly traceparent: string | null;
}

export function toCloudEvent(attributes: EventAttributes, data: EventData): CloudEvent {
  const { type, subjectType, subjectId, sequence, at, traceparent } = attributes;
  const subject = `${subjectType}/${subjectId}`;
  return {
    specversion: '1.0',
    id: eventId(subject, sequence, type),
    source: EVENT_SOURCE,
    type,
    subject,
    time: at.toISOString(),
    sequence,
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(type),
    ...(traceparent !== null && { traceparent }),
    data,
  };
}
