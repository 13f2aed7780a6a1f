/** The longest wait that a client accepts; a longer one is left to the caller. */
export const MAX_RETRY_AFTER_SECONDS = 60;

/** The seconds that `Retry-After` asks to wait; 0 when the response does not ask. Accepts seconds and an HTTP date. */
export function readRetryAfter({ headers }: Response): number {
  const value = headers.get('Retry-After');
  if (value === null) return 0;
  const seconds = Number(value);
  return Math.max(0, Number.isNaN(seconds) ? (Date.parse(value) - Date.now()) / 1_000 || 0 : seconds);
}

/** True for a response after which the same request may succeed. */
export function isTemporary(status: number): boolean {
  return status === 429 || status >= 500;
}

export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    if (signal?.aborted) wake();
    else signal?.addEventListener('abort', wake);
  });
}
