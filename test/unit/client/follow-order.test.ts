import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOrdersClient, followOrder, type Order } from '../../../packages/client/src/index.js';
import { jsonResponse, order, problemResponse } from './orders.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
});

function eventStream(...orders: Order[]): Response {
  const text = orders.map((each) => `id: ${each.version}\ndata: ${JSON.stringify(each)}\n\n`).join('');
  return new Response(text, { headers: { 'Content-Type': 'text/event-stream' } });
}

/** Follows an order to its end; each request gets the next outcome. */
async function follow(start: Order, outcomes: (Response | Error)[], signal = new AbortController().signal) {
  const requests: string[] = [];
  const seen: string[] = [];
  const client = createOrdersClient({
    baseUrl: 'http://orders.test',
    fetch: (request) => {
      const lastEventId = request.headers.get('Last-Event-ID');
      const { pathname, search } = new URL(request.url);
      requests.push(pathname.replace(start.id, 'ID') + search + (lastEventId === null ? '' : ` after ${lastEventId}`));
      const outcome = outcomes[requests.length - 1] ?? new Error('no outcome left');
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  });
  const following = followOrder(client, start, ({ status, version }) => seen.push(`${status} ${version}`), signal);
  following.catch(() => undefined);
  await vi.runAllTimersAsync();
  return { requests, seen, following };
}

it('reads events up to a final status', async () => {
  const failed = order({ status: 'failed', version: 3 });
  const { requests, seen, following } = await follow(order(), [eventStream(order({ version: 2 }), failed)]);
  await following;
  expect(requests).toEqual(['/v1/orders/ID/events after 1']);
  expect(seen).toEqual(['pending 2', 'failed 3']);
});

it('polls a confirmed order until it is cancelled', async () => {
  const confirmed = order({ status: 'confirmed', version: 3 });
  const { requests, seen, following } = await follow(order({ status: 'paid', version: 2 }), [
    eventStream(confirmed),
    jsonResponse({ ...confirmed, version: 4 }),
    jsonResponse({ ...confirmed, status: 'cancelled', version: 5 }),
  ]);
  await following;
  expect(requests).toEqual([
    '/v1/orders/ID/events after 2',
    '/v1/orders/ID?wait=30&after_version=3',
    '/v1/orders/ID?wait=30&after_version=4',
  ]);
  expect(seen).toEqual(['confirmed 3', 'confirmed 4', 'cancelled 5']);
});

it('sends no request for an order that can no longer change', async () => {
  const { requests, following } = await follow(order({ status: 'cancelled' }), []);
  await following;
  expect(requests).toEqual([]);
});

it('resumes after the last event when the stream ends early', async () => {
  const { requests, following } = await follow(order(), [
    eventStream(order({ version: 2 })),
    eventStream(order({ status: 'failed', version: 3 })),
  ]);
  await following;
  expect(requests).toEqual(['/v1/orders/ID/events after 1', '/v1/orders/ID/events after 2']);
});

it.each([
  ['a network error', new TypeError('fetch failed')],
  ['an outage', problemResponse(503, 'unavailable')],
  ['too many streams', problemResponse(429, 'too_many_streams')],
])('tries again after %s', async (_, outcome) => {
  const { seen, following } = await follow(order(), [outcome, eventStream(order({ status: 'failed', version: 2 }))]);
  await following;
  expect(seen).toEqual(['failed 2']);
});

it('throws when the API rejects the request', async () => {
  const { requests, following } = await follow(order(), [problemResponse(404, 'order_not_found')]);
  await expect(following).rejects.toMatchObject({ code: 'order_not_found' });
  expect(requests).toHaveLength(1);
});

it('stops retrying when the signal is aborted', async () => {
  const abortController = new AbortController();
  setTimeout(() => abortController.abort(), 2_500);
  const outage = () => problemResponse(503, 'unavailable');
  const outcomes = [outage(), outage(), outage(), outage(), outage()];
  const { requests, following } = await follow(order(), outcomes, abortController.signal);
  await following;
  expect(requests).toHaveLength(3);
});

it('waits as Retry-After asks', async () => {
  const startedAt = Date.now();
  const failed = order({ status: 'failed', version: 3 });
  const unavailable = problemResponse(503, 'unavailable', {}, { 'Retry-After': '30' });
  const { following } = await follow(order(), [unavailable, eventStream(failed)]);
  await following;
  expect(Date.now() - startedAt).toBe(30_000);
});

it('opens a silent stream again after the last event', async () => {
  const change = new TextEncoder().encode(`id: 2\ndata: ${JSON.stringify(order({ version: 2 }))}\n\n`);
  const silent = new Response(new ReadableStream({ start: (controller) => controller.enqueue(change) }), {
    headers: { 'Content-Type': 'text/event-stream' },
  });
  const startedAt = Date.now();
  const { requests, following } = await follow(order(), [silent, eventStream(order({ status: 'failed', version: 3 }))]);
  await following;
  expect(requests).toEqual(['/v1/orders/ID/events after 1', '/v1/orders/ID/events after 2']);
  expect(Date.now() - startedAt).toBe(46_000);
});

it('keeps a stream open that sends heartbeats', async () => {
  const failed = new TextEncoder().encode(`data: ${JSON.stringify(order({ status: 'failed', version: 2 }))}\n\n`);
  let beats = 0;
  const pull = async (controller: ReadableStreamDefaultController) => {
    await new Promise((resolve) => setTimeout(resolve, 15_000));
    beats += 1;
    controller.enqueue(beats <= 10 ? new TextEncoder().encode(':\n\n') : failed);
    if (beats > 10) controller.close();
  };
  const headers = { 'Content-Type': 'text/event-stream' };
  const { requests, seen, following } = await follow(order(), [
    new Response(new ReadableStream({ pull }), { headers }),
  ]);
  await following;
  expect(requests).toHaveLength(1);
  expect(seen).toEqual(['failed 2']);
});
