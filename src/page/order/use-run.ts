import { unwrap, type Order, type OrderRun } from '../client.js';
import type { Session } from '../session/session.js';
import { useState } from 'preact/hooks';
import { usePolled } from '../ui/use-polled.js';

/** Steps change between two versions of the order, and compensations continue after its final status. */
const POLL_MS = 1_000;

export interface WatchedRun {
  /** Undefined until it is loaded. */
  readonly run: OrderRun | undefined;
  /** Why the last request failed. */
  readonly error: unknown;
}

/** Polls the run that places an order until it is done. */
export function useRun({ client }: Session, { id, version }: Order): WatchedRun {
  const [isDone, setDone] = useState(false);
  const { data: run, error } = usePolled(
    async (signal) => {
      const loaded = await unwrap(client.GET('/v1/orders/{id}/run', { params: { path: { id } }, signal }));
      setDone(loaded.step === 'done');
      return loaded;
    },
    isDone ? undefined : POLL_MS,
    [client, id, version],
  );
  return { run, error };
}
