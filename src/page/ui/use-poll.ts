import { useEffect } from 'preact/hooks';

/**
 * Calls back immediately and then repeatedly, without overlap, while the page is visible.
 *
 * @param callback - must not throw
 * @param everyMs - the pause between two calls; undefined calls back once
 * @param dependencies - a change of any of them restarts the poll
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
