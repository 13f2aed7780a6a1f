import { ApiError } from '../client.js';
import { randomId } from './random-id.js';

/** These answers say nothing about an earlier attempt with the same key. */
const UNDECIDED_CODES = new Set(['request_timeout', 'rate_limited', 'too_many_streams', 'unauthorized']);

/**
 * Sends a change with an `Idempotency-Key` that stays the same until the API has answered: after a lost answer, pressing the
 * button again, in another tab or after a reload too, repeats the same change. A changed form keeps the key as well, so that
 * the API can say that the first one was done.
 *
 * @param name - identifies the form and what it changes
 * @param send - sends the change with the headers
 */
export async function sendOnce<Result>(
  name: string,
  send: (headers: { 'Idempotency-Key': string }) => Promise<Result>,
): Promise<Result> {
  const storageKey = `durable-orders.pending.${name}`;
  const key = localStorage.getItem(storageKey) ?? randomId();
  localStorage.setItem(storageKey, key);
  try {
    const result = await send({ 'Idempotency-Key': key });
    localStorage.removeItem(storageKey);
    return result;
  } catch (error) {
    if (isAnswered(error)) localStorage.removeItem(storageKey);
    throw error;
  }
}

/** Whether the API has decided the change. After an outage, by contrast, it may be made. */
function isAnswered(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && !UNDECIDED_CODES.has(error.code);
}
