const HOUR_MS = 3_600_000;

/**
 * Runs a task now and every hour. The next hour tries again after a failure.
 *
 * @returns a function that stops
 */
export function everyHour(task: () => Promise<void>, onError: (error: unknown) => void): () => void {
  const run = () => void task().catch(onError);
  run();
  const timer = setInterval(run, HOUR_MS);
  return () => clearInterval(timer);
}
