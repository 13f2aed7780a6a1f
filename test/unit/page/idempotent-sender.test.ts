import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/page/client.js';
import { createIdempotentSender } from '../../../src/page/ui/idempotent-sender.js';

const stored = new Map<string, string>();
const sendOnce = createIdempotentSender({
  getItem: (name) => stored.get(name) ?? null,
  setItem: (name, value) => void stored.set(name, value),
  removeItem: (name) => void stored.delete(name),
});

/** Sends with the name and returns the key, after failing with the error if there is one. */
async function send(name: string, error?: Error): Promise<string> {
  let used = '';
  await sendOnce(name, (headers) => {
    used = headers['Idempotency-Key'];
    return error ? Promise.reject(error) : Promise.resolve();
  }).catch((reason: unknown) => {
    if (reason !== error) throw reason;
  });
  return used;
}

const apiError = (status: number, code: string) => new ApiError('', status, code);

describe('the idempotent sender', () => {
  it.each([
    ['the answer was lost', new ApiError('', 0, 'unreachable')],
    ['the API is unavailable', apiError(503, 'unavailable')],
    ['a proxy failed', apiError(502, 'unknown')],
    ['the session ended', apiError(401, 'unauthorized')],
    ['too many requests were sent', apiError(429, 'rate_limited')],
  ])('repeats the key after %s', async (_, error) => {
    const first = await send('refund:1', error);
    expect(await send('refund:1', error)).toBe(first);
    expect(await send('refund:1')).toBe(first);
    expect(await send('refund:1')).not.toBe(first);
  });

  it.each([
    ['success', undefined],
    ['a rejection', apiError(409, 'refund_exceeds_payment')],
    ['an earlier request with the key', apiError(422, 'refund_id_reused')],
  ])('takes a new key after %s', async (_, error) => {
    const first = await send('refund:1', error);
    expect(await send('refund:1')).not.toBe(first);
    expect(stored.size).toBe(0);
  });

  it('keeps the keys of different forms apart', async () => {
    const lost = new ApiError('', 0, 'unreachable');
    expect(await send('refund:1', lost)).not.toBe(await send('refund:2', lost));
  });
});
