import type { EventType } from '../../events/event-types.js';
import type { FeedPage } from '../../events/feed.js';
import { MAX_STREAM_MS, type ServerSentEvent } from '../http/event-stream.js';
import type { Services } from '../services.js';

const PAGE_SIZE = 100;

/** Yields the events of the given page and all that follow, until the signal is aborted. */
export async function* streamEvents(
  first: FeedPage,
  types: readonly EventType[] | undefined,
  { feed, eventWatch }: Pick<Services, 'feed' | 'eventWatch'>,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  const endsAt = Date.now() + MAX_STREAM_MS;
  let page = first;
  for (;;) {
    for (const { cursor, event } of page.events) yield { id: cursor, data: event };
    if (page.caughtUp) await eventWatch.waitForEvents(page.cursor, signal, endsAt - Date.now());
    if (signal.aborted || Date.now() >= endsAt) return;
    page = await feed.read({ after: page.cursor, types, limit: PAGE_SIZE });
  }
}
