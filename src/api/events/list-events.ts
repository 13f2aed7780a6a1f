import { z } from 'zod';
import { EVENT_TYPE_NAMES, type EventType } from '../../events/event-types.js';
import { CURSOR_PATTERN } from '../../events/feed-cursor.js';
import type { FeedPage, FeedQuery } from '../../events/feed.js';
import { eventStream } from '../http/event-stream.js';
import { integerParam } from '../http/fields.js';
import { MAX_WAIT_SECONDS } from '../http/prefer.js';
import { defineRoute, problems } from '../http/route.js';
import type { Services } from '../services.js';
import { cloudEventRepresentation, eventPage } from './representation.js';
import { streamEvents } from './stream-events.js';

const cursor = z
  .string()
  .regex(CURSOR_PATTERN, 'must be the next_cursor of a page of events or the id of a streamed one');

const NAMES = EVENT_TYPE_NAMES.map((name) => name.replace('.', '\\.')).join('|');

/** Comma-separated types. */
const types = z
  .string()
  .regex(new RegExp(`^(${NAMES})(,(${NAMES}))*$`), 'must be types of events, separated by commas')
  .transform((text) => text.split(',') as EventType[]);

export const listEvents = defineRoute({
  method: 'get',
  path: '/v1/events',
  operationId: 'listEvents',
  summary: 'Read events',
  description:
    'Returns what happened, in the order in which it was committed; the events of a subject never change their order. ' +
    'Nothing is passed over: store `next_cursor` after you processed a page, and send it as `after`. With `wait`, an empty page ' +
    'comes only after that time (long polling). With `Accept: text/event-stream` the events are streamed as they are written.',
  access: 'operator',
  scope: 'events:read',
  supportsWait: true,
  query: z.strictObject({
    after: cursor.optional().meta({
      description: '`next_cursor` of the previous page. Without one, the oldest event that is kept comes first.',
    }),
    types: types.optional().meta({
      description: 'Only events of these types, separated by commas.',
      example: 'order.confirmed,order.cancelled',
    }),
    limit: integerParam(1, 500).default(100).meta({ description: 'Maximum number of events on the page.' }),
    wait: integerParam(0, MAX_WAIT_SECONDS).default(0).meta({
      description: 'Seconds to wait for an event when there is none.',
      example: 10,
    }),
  }),
  headers: z.object({
    'Last-Event-ID': cursor.optional().meta({
      description: 'Resumes a stream after the event with this id. Browsers send it when they reconnect.',
    }),
  }),
  responses: {
    200: {
      description: 'A page of events, or a stream of all that follow.',
      body: eventPage,
      eventData: cloudEventRepresentation,
      stream: eventStream('Event', 'its cursor'),
    },
  },
  problems: problems('cursor_expired', 'cursor_lost', 'too_many_streams'),
  async handler({ query, headers, signal, wantsStream }, services) {
    const { types, limit, wait } = query;
    const after = headers['Last-Event-ID'] ?? query.after;
    if (!wantsStream) {
      const { events, cursor } = await readOrWait({ after, types, limit }, wait, services, signal);
      return { status: 200, body: { data: events.map(({ event }) => ({ ...event })), next_cursor: cursor } };
    }
    // Read before the response starts, so that an expired cursor is an error.
    const first = await services.feed.read({ after, types, limit });
    return { status: 200, stream: streamEvents(first, types, services, signal) };
  },
});

/** Reads a page; an empty one at the end of the feed only after the given time. */
async function readOrWait(
  query: FeedQuery,
  waitSeconds: number,
  { feed, eventWatch }: Pick<Services, 'feed' | 'eventWatch'>,
  signal: AbortSignal,
): Promise<FeedPage> {
  const endsAt = Date.now() + waitSeconds * 1_000;
  let page = await feed.read(query);
  while (page.events.length === 0 && Date.now() < endsAt && !signal.aborted) {
    if (page.caughtUp) await eventWatch.waitForEvents(page.cursor, signal, endsAt - Date.now());
    page = await feed.read({ ...query, after: page.cursor });
  }
  return page;
}
