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
    const { signal } = abortController;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isRunning = false;
    const tick = async () => {
      clearTimeout(timer);
      if (isRunning) return;
      isRunning = true;
      await callback(signal);
      isRunning = false;
      if (!signal.aborted && everyMs !== undefined && !document.hidden) timer = setTimeout(() => void tick(), everyMs);
    };
    const onVisibilityChange = () => {
      if (document.hidden) clearTimeout(timer);
      else if (everyMs !== undefined) void tick();
    };
    document.addEventListener('visibilitychange', onVisibilityChange);
    void tick();
    return () => {
      document.removeEventListener('visibilitychange', onVisibilityChange);
      abortController.abort();
      clearTimeout(timer);
    };
  }, [...dependencies, everyMs]);
}
