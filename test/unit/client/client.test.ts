import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ApiError,
  createOrdersClient,
  isApiError,
  unwrap,
  type ClientOptions,
} from '../../../packages/client/src/index.js';
import { jsonResponse, order, problemFields, problemResponse } from './orders.js';

const BASE_URL = 'http://orders.test';
const NEW_ORDER = { items: [{ product_id: order().user_id, quantity: 1 }], payment_method: 'paypal' } as const;
const UNREACHABLE = new TypeError('fetch failed');

/** A client whose attempts get the given outcomes in turn, and the requests that it sent. */
function clientWith(outcomes: (Response | Error)[], options: Partial<ClientOptions> = {}) {
  const requests: Request[] = [];
  const fetch = (request: Request) => {
    requests.push(request);
    const outcome = outcomes[requests.length - 1] ?? new Error('no outcome left');
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  return { client: createOrdersClient({ baseUrl: BASE_URL, fetch, ...options }), requests };
}

async function place(client: ReturnType<typeof createOrdersClient>, key?: string) {
  const header = key === undefined ? {} : { 'Idempotency-Key': key };
  return client.POST('/v1/orders', { params: { header }, body: { ...NEW_ORDER, items: [...NEW_ORDER.items] } });
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Waits for a call while its retry delays elapse. */
async function settle<T>(call: Promise<T>): Promise<T> {
  call.catch(() => undefined);
  await vi.runAllTimersAsync();
  return call;
}

describe('createOrdersClient', () => {
  it('sends the token, the idempotency key and the body', async () => {
    const { client, requests } = clientWith([jsonResponse(order(), 201)], { token: 'secret' });
    const { data } = await place(client, 'key-1');
    expect(data).toEqual(order());
    const [request] = requests;
    expect(request?.url).toBe(`${BASE_URL}/v1/orders`);
    expect(request?.headers.get('Authorization')).toBe('Bearer secret');
    expect(request?.headers.get('Idempotency-Key')).toBe('key-1');
    expect(await request?.json()).toEqual(NEW_ORDER);
  });

  it('requests a token for each call from a provider', async () => {
    let calls = 0;
    const token = () => Promise.resolve(`token-${(calls += 1)}`);
    const { client, requests } = clientWith([jsonResponse({}), jsonResponse({})], { token });
    await client.GET('/v1/products');
    await client.GET('/v1/products');
    expect(requests.map(({ headers }) => headers.get('Authorization'))).toEqual(['Bearer token-1', 'Bearer token-2']);
  });
});

describe('retries', () => {
  const retry = { attempts: 3 };

  it('repeats the same request with the same key after a network error and a 503', async () => {
    const outcomes = [UNREACHABLE, problemResponse(503, 'unavailable'), jsonResponse(order(), 201)];
    const { client, requests } = clientWith(outcomes, { retry });
    expect((await settle(place(client, 'key-1'))).data).toEqual(order());
    expect(requests.map(({ headers }) => headers.get('Idempotency-Key'))).toEqual(['key-1', 'key-1', 'key-1']);
    expect(await Promise.all(requests.map((request) => request.json()))).toEqual([NEW_ORDER, NEW_ORDER, NEW_ORDER]);
  });

  it('sends a POST without a key once', async () => {
    const { client, requests } = clientWith([problemResponse(503, 'unavailable')], { retry });
    expect((await settle(place(client))).error).toMatchObject({ code: 'unavailable' });
    expect(requests).toHaveLength(1);
  });

  it('repeats any request that isRepeatable allows', async () => {
    const outcomes = [problemResponse(503, 'unavailable'), jsonResponse(order(), 201)];
    const { client } = clientWith(outcomes, { retry: { ...retry, isRepeatable: () => true } });
    expect((await settle(place(client))).data).toEqual(order());
  });

  it('does not repeat a request that the API rejects', async () => {
    const { client, requests } = clientWith([problemResponse(409, 'insufficient_stock')], { retry });
    expect((await settle(place(client, 'key-1'))).error).toMatchObject({ code: 'insufficient_stock' });
    expect(requests).toHaveLength(1);
  });

  it('returns the outcome of the last attempt', async () => {
    const unavailable = () => problemResponse(503, 'unavailable');
    const exhausted = clientWith([unavailable(), unavailable(), problemResponse(500, 'internal_error')], { retry });
    expect((await settle(exhausted.client.GET('/v1/products'))).error).toMatchObject({ code: 'internal_error' });
    const unreachable = clientWith([UNREACHABLE, UNREACHABLE, UNREACHABLE], { retry });
    await expect(settle(unreachable.client.GET('/v1/products'))).rejects.toBe(UNREACHABLE);
  });

  it('waits at least as long as Retry-After requires', async () => {
    const outcomes = [problemResponse(503, 'unavailable', {}, { 'Retry-After': '60' }), jsonResponse({ data: [] })];
    const { client, requests } = clientWith(outcomes, { retry });
    const call = client.GET('/v1/products');
    await vi.advanceTimersByTimeAsync(59_999);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(requests).toHaveLength(2);
    await call;
  });

  it('repeats a request that was one of too many', async () => {
    const limited = problemResponse(429, 'rate_limited', {}, { 'Retry-After': '7' });
    const { client, requests } = clientWith([limited, jsonResponse(order(), 201)], { retry });
    expect((await settle(place(client, 'key-1'))).data).toEqual(order());
    expect(requests).toHaveLength(2);
  });

  it('requests a base URL for each attempt', async () => {
    const origins = ['http://a.test', 'http://b.test'];
    const outcomes = [UNREACHABLE, jsonResponse({ data: [] })];
    const { client, requests } = clientWith(outcomes, { retry, baseUrl: () => origins.shift() ?? '' });
    await settle(client.GET('/v1/products', { params: { query: { limit: 5 } } }));
    expect(requests.map(({ url }) => url)).toEqual([
      'http://a.test/v1/products?limit=5',
      'http://b.test/v1/products?limit=5',
    ]);
  });

  it('repeats a request whose connection is lost while the body is read', async () => {
    const cutOff = new ReadableStream({ pull: (controller) => controller.error(UNREACHABLE) });
    const broken = new Response(cutOff, { headers: { 'Content-Type': 'application/json' } });
    const { client } = clientWith([broken, jsonResponse({ data: [] })], { retry });
    expect((await settle(client.GET('/v1/products'))).data).toEqual({ data: [] });
  });

  it('doubles the delay up to 5 seconds, varied by the given random source', async () => {
    const sentAt: number[] = [];
    const fetch = () => {
      sentAt.push(Date.now());
      return Promise.reject(UNREACHABLE);
    };
    const client = createOrdersClient({ baseUrl: BASE_URL, fetch, retry: { attempts: 7, random: () => 0.5 } });
    await expect(settle(client.GET('/v1/products'))).rejects.toBe(UNREACHABLE);
    const delays = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  it('stops when the caller aborts', async () => {
    const abortController = new AbortController();
    const { client, requests } = clientWith([UNREACHABLE], { retry });
    abortController.abort();
    await expect(settle(client.GET('/v1/products', { signal: abortController.signal }))).rejects.toThrow();
    expect(requests).toHaveLength(1);
  });

  it('stops waiting when the caller aborts', async () => {
    const caller = new AbortController();
    const busy = () => problemResponse(503, 'overloaded', {}, { 'Retry-After': '30' });
    const { client, requests } = clientWith([busy(), busy()], { retry });
    const startedAt = Date.now();
    setTimeout(() => caller.abort(), 10);
    await expect(settle(client.GET('/v1/products', { signal: caller.signal }))).rejects.toThrow('aborted');
    expect(requests).toHaveLength(1);
    expect(Date.now() - startedAt).toBe(10);
  });

  it.each([
    ['a minute', undefined, '61'],
    ['the given limit', 5, '6'],
  ])('returns the response when Retry-After asks for more than %s', async (_, maxRetryAfterSeconds, seconds) => {
    const busy = problemResponse(503, 'overloaded', {}, { 'Retry-After': seconds });
    const limits = maxRetryAfterSeconds === undefined ? {} : { maxRetryAfterSeconds };
    const { client, requests } = clientWith([busy], { retry: { ...retry, ...limits } });
    const { error } = await settle(client.GET('/v1/products'));
    expect(error).toMatchObject({ code: 'overloaded' });
    expect(requests).toHaveLength(1);
  });

  it('repeats an attempt that times out', async () => {
    let attempts = 0;
    const fetch = ({ signal }: Request) => {
      attempts += 1;
      return attempts === 1 ? untilAborted(signal) : Promise.resolve(jsonResponse({ data: [] }));
    };
    const client = createOrdersClient({ baseUrl: BASE_URL, fetch, retry, timeoutMs: 5_000 });
    expect((await settle(client.GET('/v1/products'))).data).toEqual({ data: [] });
    expect(attempts).toBe(2);
  });
});

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
}

describe('a time limit', () => {
  it('ends a request without a response, also without retries', async () => {
    const fetch = ({ signal }: Request) => untilAborted(signal);
    const client = createOrdersClient({ baseUrl: BASE_URL, fetch, timeoutMs: 5_000 });
    await expect(settle(unwrap(client.GET('/v1/products')))).rejects.toMatchObject({
      code: 'unreachable',
      cause: { name: 'TimeoutError', message: 'No response within 5000 ms.' },
    });
  });

  it('covers a JSON body', async () => {
    const fetch = ({ signal }: Request) => {
      const start = (controller: ReadableStreamDefaultController) =>
        signal.addEventListener('abort', () => controller.error(signal.reason));
      const headers = { 'Content-Type': 'application/json' };
      return Promise.resolve(new Response(new ReadableStream({ start }), { headers }));
    };
    const client = createOrdersClient({ baseUrl: BASE_URL, fetch, timeoutMs: 5_000 });
    await expect(settle(unwrap(client.GET('/v1/products')))).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('ends with the headers of a stream', async () => {
    const signals: AbortSignal[] = [];
    const fetch = ({ signal }: Request) => {
      signals.push(signal);
      return Promise.resolve(new Response('data: 1\n\n', { headers: { 'Content-Type': 'text/event-stream' } }));
    };
    const client = createOrdersClient({ baseUrl: BASE_URL, fetch, timeoutMs: 5_000 });
    const params = { path: { id: order().id } };
    await client.GET('/v1/orders/{id}/events', { params, parseAs: 'stream' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  });
});

describe('isApiError', () => {
  const stock = { ...problemFields('insufficient_stock'), items: [{ product_id: 'p', requested: 2, available: 1 }] };
  const error: unknown = new ApiError('Not enough stock.', 409, 'insufficient_stock', stock);

  it('narrows an error by its code', () => {
    if (!isApiError(error)) return expect.fail('is not an ApiError');
    if (error.code === 'unreachable') expect.fail(error.problem satisfies undefined);
    if (error.code !== 'insufficient_stock') return expect.fail(error.code);
    expect(error.problem.items[0]?.available).toBe(1);
  });

  it('tests for codes', () => {
    expect(isApiError(error, 'insufficient_stock') && error.problem.items.length).toBe(1);
    expect(isApiError(error, 'order_not_found', 'insufficient_stock')).toBe(true);
    expect(isApiError(error, 'order_not_found')).toBe(false);
  });

  it('recognises the class of the other build, and no other error', () => {
    const other = Object.assign(new Error('x'), { name: 'ApiError', status: 404, code: 'order_not_found' });
    expect(isApiError(other, 'order_not_found')).toBe(true);
    expect(isApiError(new TypeError('x'))).toBe(false);
    expect(isApiError('ApiError')).toBe(false);
  });
});

describe('unwrap', () => {
  it('returns the data', async () => {
    const { client } = clientWith([jsonResponse(order())]);
    expect(await unwrap(client.GET('/v1/orders/{id}', { params: { path: { id: order().id } } }))).toEqual(order());
  });

  it('throws the problem of the response', async () => {
    const items = [{ product_id: 'p', requested: 2, available: 1 }];
    const { client } = clientWith([problemResponse(409, 'insufficient_stock', { items })]);
    await expect(unwrap(place(client))).rejects.toMatchObject({
      name: 'ApiError',
      message: 'Detail of insufficient_stock',
      status: 409,
      code: 'insufficient_stock',
      problem: { items },
    });
  });

  it('lists the invalid fields in the message', async () => {
    const errors = [
      { path: 'amount', message: 'too large' },
      { path: 'reason', message: 'required' },
    ];
    const { client } = clientWith([problemResponse(400, 'invalid_request', { errors })]);
    await expect(unwrap(place(client))).rejects.toThrow('amount: too large; reason: required');
  });

  it('reports a response that is not a problem', async () => {
    const { client } = clientWith([new Response('<html>', { status: 502 })]);
    await expect(unwrap(place(client))).rejects.toMatchObject({ status: 502, code: 'unknown' });
  });

  it('reports a network error as unreachable', async () => {
    const { client } = clientWith([UNREACHABLE]);
    const error: unknown = await unwrap(place(client)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 0, code: 'unreachable', cause: UNREACHABLE });
  });

  it('rethrows an abort', async () => {
    const abort = new DOMException('aborted', 'AbortError');
    const { client } = clientWith([abort]);
    await expect(unwrap(place(client))).rejects.toBe(abort);
  });
});
