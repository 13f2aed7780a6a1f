const FIRST_DELAY_MS = 60_000;
const MAX_DELAY_MS = 6 * 3_600_000;

/**
 * The delay before a parked compensation is tried again: one minute, doubled by each failed attempt, at most six hours.
 *
 * @param attempts - failed attempts, from 1
 * @returns milliseconds
 */
export function retryDelayMs(attempts: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), MAX_DELAY_MS);
}
