import { useState } from 'preact/hooks';
import { isUnreachable } from './connection.js';
import { usePoll } from './use-poll.js';

export interface Polled<T> {
  /** Undefined until it is loaded. */
  readonly data: T | undefined;
  /** Why the last load failed. An API that cannot be reached is no error: the page says it once. */
  readonly error: unknown;
  readonly refresh: () => void;
}

/**
 * Loads data and keeps it up to date while the page is visible.
 *
 * @param everyMs - the pause between two loads; undefined loads once
 * @param dependencies - a change of any of them loads again
 */
export function usePolled<T>(
  load: (signal: AbortSignal) => Promise<T>,
  everyMs: number | undefined,
  dependencies: readonly unknown[],
): Polled<T> {
  const [data, setData] = useState<T>();
  const [error, setError] = useState<unknown>();
  const [refreshCount, setRefreshCount] = useState(0);
  usePoll(
    async (signal) => {
      try {
        const loaded = await load(signal);
        if (signal.aborted) return;
        setData(() => loaded);
        setError(undefined);
      } catch (reason) {
        if (!signal.aborted) setError(isUnreachable(reason) ? undefined : reason);
      }
    },
    everyMs,
    [...dependencies, refreshCount],
  );
  return { data, error, refresh: () => setRefreshCount((count) => count + 1) };
}
