import { unavailable } from './problem.js';

/**
 * Waits for the work at most `timeoutMs` milliseconds and ignores a later result. The work itself cannot be stopped,
 * but each of its calls has its own timeout.
 *
 * @throws Problem `unavailable` on timeout
 */
export async function withTimeout<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('The request took too long. Try again.')), timeoutMs);
  });
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
