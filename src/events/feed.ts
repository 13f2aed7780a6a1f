import type { DataSource } from 'typeorm';
import { toCloudEvent, type CloudEvent, type EventAttributes } from './cloud-event.js';
import { CursorExpired, CursorLost } from './errors.js';
import type { EventType } from './event-types.js';
import type { Facts } from './facts.js';
import { cursorOf, parseCursor, START } from './feed-cursor.js';
import { represent } from './represent.js';

export interface FeedQuery {
  /** A cursor of an earlier page or event; without it, the feed starts with the oldest event. */
  readonly after?: string | undefined;
  /** Only events of these types; without it, all. */
  readonly types?: readonly EventType[] | undefined;
  readonly limit: number;
}

interface FeedEvent {
  /** Continues after this event. */
  readonly cursor: string;
  readonly event: CloudEvent;
}

export interface FeedPage {
  readonly events: readonly FeedEvent[];
  /** Continues after this page, also after events of other types. */
  readonly cursor: string;
  /** False when the feed has more to read now. */
  readonly caughtUp: boolean;
}

/** How far a reader is behind the end of the feed. */
export interface FeedLag {
  readonly events: number;
  /** Age of the first event that was not read; 0 when there is none. */
  readonly seconds: number;
}

/** Events of other types that a query with `types` passes over at once. */
const MAX_SCANNED = 5_000;

/** Transactions before the horizon have ended, and none will get a smaller id: what they wrote can be read without gaps. */
const HORIZON = `SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + transaction_offset AS horizon,
                        dropped_transaction, dropped_position
                 FROM events.settings`;

interface FeedRow extends EventAttributes {
  readonly horizon: string;
  readonly expired: boolean;
  readonly transactionOrder: string | null;
  readonly position: string;
  readonly facts: Facts;
}

/**
 * Reads events in the order in which they were committed. It never passes over an event: one whose transaction is still open holds
 * back those that come after it.
 */
export class EventFeed {
  constructor(private readonly database: DataSource) {}

  /** @throws CursorExpired when events after the cursor were dropped, CursorLost when the feed has never reached it */
  async read({ after, types, limit }: FeedQuery): Promise<FeedPage> {
    const from = after === undefined ? START : parseCursor(after);
    const scanned = types ? MAX_SCANNED : limit;
    const rows = await this.database.query<FeedRow[]>(
      `WITH feed AS MATERIALIZED (${HORIZON})
       SELECT feed.horizon, ($1::bigint, $2::bigint) < (feed.dropped_transaction, feed.dropped_position) AS expired, page.*
       FROM feed LEFT JOIN LATERAL (
         SELECT transaction_order AS "transactionOrder", position, type, subject_type AS "subjectType",
                subject_id AS "subjectId", sequence, at, facts, traceparent
         FROM events.events
         WHERE (transaction_order, position) > ($1::bigint, $2::bigint) AND transaction_order < feed.horizon
         ORDER BY transaction_order, position LIMIT $3
       ) page ON true
       ORDER BY page."transactionOrder", page.position`,
      [from.transactionOrder, from.position, scanned],
    );
    const [first] = rows;
    if (!first) throw new Error('The table events.settings is empty. Run the migrations.');
    if (after !== undefined && first.expired) throw new CursorExpired();
    if (BigInt(from.transactionOrder) > BigInt(first.horizon)) throw new CursorLost();
    const found = rows.filter(({ transactionOrder }) => transactionOrder !== null);
    const wanted = types ? found.filter(({ type }) => types.includes(type)) : found;
    const page = wanted.slice(0, limit);
    const last = page.length === limit ? page.at(-1) : found.length === scanned ? found.at(-1) : undefined;
    return {
      events: page.map(toFeedEvent),
      cursor: last ? cursorOf(toPosition(last)) : cursorOf({ transactionOrder: first.horizon, position: '0' }),
      caughtUp: last === undefined,
    };
  }

  /** The cursor of the end: the next events come after it. */
  async end(): Promise<string> {
    const [{ horizon }] = await this.database.query<[{ horizon: string }]>(HORIZON);
    return cursorOf({ transactionOrder: horizon, position: '0' });
  }

  /** The cursor of the last event that can be read; undefined while the outbox is empty. */
  async last(): Promise<string | undefined> {
    const [last] = await this.database.query<[{ transactionOrder: string; position: string }?]>(
      `WITH feed AS MATERIALIZED (${HORIZON})
       SELECT transaction_order AS "transactionOrder", position FROM events.events
       WHERE transaction_order < (SELECT horizon FROM feed)
       ORDER BY transaction_order DESC, position DESC LIMIT 1`,
    );
    return last && cursorOf(last);
  }

  /** How far a reader of all types is behind. It counts to 10,000. */
  async lag(after: string): Promise<FeedLag> {
    const { transactionOrder, position } = parseCursor(after);
    const [lag] = await this.database.query<[FeedLag]>(
      `SELECT count(*)::int AS events, coalesce(greatest(extract(epoch FROM now() - min(at)), 0), 0)::float8 AS seconds
       FROM (SELECT at FROM events.events WHERE (transaction_order, position) > ($1::bigint, $2::bigint)
             ORDER BY transaction_order, position LIMIT 10000) unread`,
      [transactionOrder, position],
    );
    return lag;
  }
}

function toFeedEvent(row: FeedRow): FeedEvent {
  return { cursor: cursorOf(toPosition(row)), event: toCloudEvent(row, represent(row.type, row.facts)) };
}

function toPosition({ transactionOrder, position }: FeedRow) {
  return { transactionOrder: transactionOrder ?? '0', position };
}
