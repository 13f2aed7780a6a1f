import { useEffect } from 'preact/hooks';

/**
 * Does something now and then, one at a time, while the page is looked at.
 *
 * @param callback - must not throw
 * @param everyMs - the pause between two times; undefined: only once
 * @param dependencies - when one of them changes, it begins anew
 */
export function usePoll(
  callback: (signal: AbortSignal) => Promise<void>,
  everyMs: number | undefined,
  dependencies: readonly unknown[],
): void {
  useEffect(() => {
    const abortController = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const scheduleNext = () => {
      if (!abortController.signal.aborted && everyMs !== undefined) timer = setTimeout(() => void tick(), everyMs);
    };
    const tick = async () => {
      if (!document.hidden) await callback(abortController.signal);
      scheduleNext();
    };
    void callback(abortController.signal).then(scheduleNext);
    return () => {
      abortController.abort();
      clearTimeout(timer);
    };
  }, [...dependencies, everyMs]);
}
