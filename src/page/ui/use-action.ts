import { useState } from 'preact/hooks';

export interface Action<Args extends readonly unknown[]> {
  readonly run: (...args: Args) => void;
  readonly busy: boolean;
  /** Why the last run failed. */
  readonly problem: string | undefined;
}

/** An action that a user triggers: it does not run twice concurrently, and its error is shown. */
export function useAction<Args extends readonly unknown[]>(callback: (...args: Args) => Promise<void>): Action<Args> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  return {
    busy,
    problem,
    run(...args) {
      if (busy) return;
      setBusy(true);
      setProblem(undefined);
      callback(...args)
        .catch((error: unknown) => setProblem(errorMessage(error)))
        .finally(() => setBusy(false));
    },
  };
}

export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
