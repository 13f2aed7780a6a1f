import { useEffect } from 'preact/hooks';

/**
 * Does something now and then, one at a time, while the page is looked at.
 *
 * @param act - must not throw
 * @param everyMs - the pause between two times; undefined: only once
 * @param inputs - when one of them changes, it begins anew
 */
export function usePoll(
  act: (signal: AbortSignal) => Promise<void>,
  everyMs: number | undefined,
  inputs: readonly unknown[],
): void {
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const goOn = () => {
      if (!ended.signal.aborted && everyMs !== undefined) timer = setTimeout(() => void round(), everyMs);
    };
    const round = async () => {
      if (!document.hidden) await act(ended.signal);
      goOn();
    };
    void act(ended.signal).then(goOn);
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [...inputs, everyMs]);
}
