import { useState } from 'preact/hooks';
import { unwrap, type Order, type Timeline } from '../client.js';
import type { Session } from '../session/session.js';
import { usePolled, type Polled } from '../ui/use-polled.js';

/** Steps change between two versions of the order, and compensations continue after its final status. */
const POLL_MS = 1_500;

/** Polls the timeline of an order until nothing follows by itself; each change of the order loads it again. */
export function useTimeline({ client }: Session, { id, version }: Order): Polled<Timeline> {
  const [isSettled, setSettled] = useState(false);
  return usePolled(
    async (signal) => {
      const timeline = await unwrap(client.GET('/v1/orders/{id}/timeline', { params: { path: { id } }, signal }));
      setSettled(timeline.settled);
      return timeline;
    },
    isSettled ? undefined : POLL_MS,
    [client, id, version],
  );
}
