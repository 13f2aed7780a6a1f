import type { DataSource } from 'typeorm';
import { eventId, toCloudEvent, type CloudEvent, type EventAttributes } from './cloud-event.js';
import type { EventType, SubjectType } from './event-types.js';
import type { Facts } from './facts.js';
import { represent } from './represent.js';

/** Names an event: its subject, such as `orders/<uuid>`, and its sequence number. */
interface Reference {
  readonly subject: string;
  readonly sequence: number;
}

interface ListedEvent extends Reference {
  readonly id: string;
  readonly type: EventType;
}

interface Row extends EventAttributes {
  readonly facts: Facts;
}

/** Finds events that the feed still has, by what is known of them. */
export class EventLookup {
  constructor(private readonly database: DataSource) {}

  /** Reads events, in any order. Leaves out those that are not kept any more. */
  async find(references: readonly Reference[]): Promise<CloudEvent[]> {
    const rows = await this.database.query<Row[]>(
      `SELECT e.type, e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.sequence, e.at, e.facts, e.traceparent
       FROM jsonb_to_recordset($1::jsonb) AS wanted (subject text, sequence bigint)
       JOIN events.events e ON e.subject_id = split_part(wanted.subject, '/', 2)::uuid AND e.sequence = wanted.sequence
         AND e.subject_type = split_part(wanted.subject, '/', 1)`,
      [JSON.stringify(references.map(({ subject, sequence }) => ({ subject, sequence })))],
    );
    return rows.map((row) => toCloudEvent(row, represent(row.type, row.facts)));
  }

  /** Like `find`, without the data of the events. */
  async list(references: readonly Reference[]): Promise<ListedEvent[]> {
    return (await this.find(references)).map(({ id, type, subject, sequence }) => ({
      ...{ id, type, subject },
      sequence: Number(sequence),
    }));
  }

  /** Lists the events of a subject that are kept, oldest first, without their data. */
  async ofSubject(subjectType: SubjectType, subjectId: string): Promise<(ListedEvent & { readonly at: Date })[]> {
    const rows = await this.database.query<{ type: EventType; sequence: string; at: Date }[]>(
      `SELECT type, sequence, at FROM events.events WHERE subject_id = $1 AND subject_type = $2 ORDER BY sequence`,
      [subjectId, subjectType],
    );
    const subject = `${subjectType}/${subjectId}`;
    return rows.map(({ type, sequence, at }) => ({
      ...{ id: eventId(subject, sequence, type), type, subject, at },
      sequence: Number(sequence),
    }));
  }

  /**
   * Lists the events of a time, oldest first, without their data.
   *
   * @param until - end of the range, which is not part of it
   * @param types - an empty list means all
   */
  async between(since: Date, until: Date, types: readonly string[], limit: number): Promise<ListedEvent[]> {
    const rows = await this.database.query<{ type: EventType; subject: string; sequence: string }[]>(
      `SELECT type, subject_type || '/' || subject_id AS subject, sequence FROM events.events
       WHERE at >= $1 AND at < $2 AND (cardinality($3::text[]) = 0 OR type = ANY($3))
       ORDER BY transaction_order, position LIMIT $4`,
      [since, until, types, limit],
    );
    return rows.map(({ type, subject, sequence }) => ({
      ...{ id: eventId(subject, sequence, type), type, subject },
      sequence: Number(sequence),
    }));
  }
}
