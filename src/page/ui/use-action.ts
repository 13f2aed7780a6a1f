import { useState } from 'preact/hooks';

export interface Action<Args extends readonly unknown[]> {
  readonly run: (...args: Args) => void;
  readonly busy: boolean;
  /** Why the last run failed; `ProblemNotice` explains it. */
  readonly error: unknown;
}

/** An action that a user triggers: it does not run twice concurrently, and its error is kept until it runs again. */
export function useAction<Args extends readonly unknown[]>(callback: (...args: Args) => Promise<void>): Action<Args> {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  return {
    busy,
    error,
    run(...args) {
      if (busy) return;
      setBusy(true);
      setError(undefined);
      callback(...args)
        .catch(setError)
        .finally(() => setBusy(false));
    },
  };
}
