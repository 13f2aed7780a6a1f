import { ApiError } from '../client.js';
import { randomId } from './random-id.js';

/** These answers say nothing about an earlier attempt with the same key. */
const UNDECIDED_CODES = new Set(['request_timeout', 'rate_limited', 'too_many_streams', 'unauthorized']);

/** Where the keys are kept, such as `localStorage`. */
export interface KeyStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

/** The header of a change that the API makes only once. */
export interface KeyHeader {
  readonly 'Idempotency-Key': string;
}

/**
 * Returns a function that sends a change with an `Idempotency-Key` that stays the same until the API has answered: after a lost
 * answer, pressing the button again, in another tab or after a reload too, repeats the same change. A changed form keeps the key as
 * well, so that the API can say that the first one was made. Its `name` identifies the form and what it changes.
 */
export function createIdempotentSender(storage: KeyStorage) {
  return async <Result>(name: string, send: (headers: KeyHeader) => Promise<Result>): Promise<Result> => {
    const storageKey = `durable-orders.pending.${name}`;
    const key = storage.getItem(storageKey) ?? randomId();
    storage.setItem(storageKey, key);
    try {
      const result = await send({ 'Idempotency-Key': key });
      storage.removeItem(storageKey);
      return result;
    } catch (error) {
      if (isAnswered(error)) storage.removeItem(storageKey);
      throw error;
    }
  };
}

/** Whether the API has decided the change. After an outage, by contrast, it may be made. */
function isAnswered(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500 && !UNDECIDED_CODES.has(error.code);
}
