import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventWatch } from '../../../src/events/event-watch.js';

const TICK_MS = 200;

let end: string | undefined;
const feed = { last: vi.fn(() => Promise.resolve(end)) };
let watch: EventWatch;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  end = '7-1';
  watch = new EventWatch(feed);
});
afterEach(() => vi.useRealTimers());

function waitAfter(cursor: string, signal = new AbortController().signal, timeoutMs?: number) {
  const woken = vi.fn();
  void watch.waitForEvents(cursor, signal, timeoutMs).then(woken);
  return woken;
}

it('wakes the readers that are behind the last event, and no other', async () => {
  const [behind, current] = [waitAfter('7-0'), waitAfter('8-0')];
  await vi.advanceTimersByTimeAsync(TICK_MS);
  expect([behind, current].map((woken) => woken.mock.calls.length)).toEqual([1, 0]);
  end = '10-2';
  await vi.advanceTimersByTimeAsync(TICK_MS);
  expect(current).toHaveBeenCalledOnce();
});

it('reads once a tick for all readers, and not while none waits', async () => {
  const readers = Array.from({ length: 50 }, () => waitAfter('8-0'));
  await vi.advanceTimersByTimeAsync(2 * TICK_MS);
  expect(feed.last.mock.calls.length).toBeLessThanOrEqual(3);
  end = '9-1';
  await vi.advanceTimersByTimeAsync(TICK_MS);
  expect(readers.every((woken) => woken.mock.calls.length === 1)).toBe(true);
  feed.last.mockClear();
  await vi.advanceTimersByTimeAsync(5 * TICK_MS);
  expect(feed.last).not.toHaveBeenCalled();
});

it('ends the wait at the timeout and when the signal is aborted', async () => {
  const controller = new AbortController();
  const [late, aborted] = [waitAfter('8-0', undefined, 1_000), waitAfter('8-0', controller.signal)];
  controller.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(aborted).toHaveBeenCalledOnce();
  expect(late).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(late).toHaveBeenCalledOnce();
});

it('keeps its readers during an outage of the database', async () => {
  feed.last.mockRejectedValueOnce(new Error('Connection terminated'));
  const woken = waitAfter('7-0');
  await vi.advanceTimersByTimeAsync(0);
  expect(woken).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(TICK_MS);
  expect(woken).toHaveBeenCalledOnce();
});
