import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOrdersClient, placeOrder, type PlaceOrderOptions } from '../../../packages/client/src/index.js';
import { jsonResponse, order, problemResponse } from './orders.js';

const NEW_ORDER = { items: [{ product_id: order().user_id, quantity: 1 }], payment_method: 'paypal' as const };
const overloaded = (seconds: string | undefined = '3') =>
  problemResponse(503, 'overloaded', {}, seconds === '' ? {} : { 'Retry-After': seconds });
const placed = () => jsonResponse(order(), 201);
const LOST = new TypeError('fetch failed');

beforeEach(() => vi.useFakeTimers({ now: new Date('2030-01-01T00:00:00Z') }));
afterEach(() => {
  vi.useRealTimers();
});

/** Places an order whose attempts get the given outcomes in turn. */
async function place(outcomes: (Response | Error)[], options: PlaceOrderOptions = {}) {
  const sent: { at: number; key: string | null; body: unknown }[] = [];
  const startedAt = Date.now();
  const client = createOrdersClient({
    baseUrl: 'http://orders.test',
    fetch: async (request) => {
      const at = Date.now() - startedAt;
      sent.push({ at, key: request.headers.get('Idempotency-Key'), body: await request.clone().json() });
      const outcome = outcomes[sent.length - 1] ?? new Error('no outcome left');
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
  });
  const waits: number[] = [];
  const result = placeOrder(client, NEW_ORDER, {
    random: () => 0,
    onWait: (seconds) => waits.push(seconds),
    ...options,
  });
  result.catch(() => undefined);
  await vi.runAllTimersAsync();
  return { sent, waits, result };
}

describe('placeOrder', () => {
  it('waits as Retry-After asks and repeats the order with the same key', async () => {
    const { sent, waits, result } = await place([overloaded('3'), overloaded('2'), placed()]);
    expect(await result).toEqual(order());
    expect(sent.map(({ at }) => at)).toEqual([0, 3_000, 5_000]);
    expect(waits).toEqual([3, 2]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent.map(({ body }) => body)).toEqual([NEW_ORDER, NEW_ORDER, NEW_ORDER]);
  });

  it('varies the wait by up to a half', async () => {
    expect((await place([overloaded('2'), placed()], { random: () => 0.999 })).waits[0]).toBeCloseTo(3, 2);
  });

  it('accepts a date in Retry-After', async () => {
    const date = new Date(Date.now() + 4_000).toUTCString();
    expect((await place([overloaded(date), placed()])).waits).toEqual([4]);
  });

  it('sends the key that it is given', async () => {
    const { sent } = await place([overloaded(), placed()], { idempotencyKey: 'key-1' });
    expect(sent.map(({ key }) => key)).toEqual(['key-1', 'key-1']);
  });

  it('repeats the order after a lost response and after too many requests', async () => {
    const limited = problemResponse(429, 'rate_limited', {}, { 'Retry-After': '7' });
    const { sent, result } = await place([LOST, limited, placed()]);
    expect(await result).toEqual(order());
    expect(sent.map(({ at }) => at)).toEqual([0, 1_000, 8_000]);
  });

  it.each([
    ['a rejection', problemResponse(409, 'insufficient_stock')],
    ['a failure that names no time', overloaded('')],
    ['a failure that asks for more than a minute', overloaded('61')],
  ])('does not repeat the order after %s', async (_, response) => {
    const { sent, result } = await place([response]);
    await expect(result).rejects.toMatchObject({ name: 'ApiError' });
    expect(sent).toHaveLength(1);
  });

  it('throws the error of the last attempt', async () => {
    const { sent, result } = await place([overloaded(), overloaded(), overloaded()], { attempts: 3 });
    await expect(result).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 3 });
    expect(sent).toHaveLength(3);
  });

  it('stops waiting when the caller aborts', async () => {
    const caller = new AbortController();
    const { sent, result } = await place([overloaded(), placed()], {
      signal: caller.signal,
      onWait: () => caller.abort(),
    });
    await expect(result).rejects.toMatchObject({ code: 'overloaded' });
    expect(sent).toHaveLength(1);
  });
});
