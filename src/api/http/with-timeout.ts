import { unavailable } from './problem.js';

/**
 * The result of the work, if it comes in time. What comes later is dropped: the work itself cannot be stopped, but each
 * of its steps has a limit of its own.
 *
 * @throws Problem `unavailable` when it does not come
 */
export async function withTimeout<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(unavailable('there was no answer in time; try again')), timeoutMs);
  });
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
