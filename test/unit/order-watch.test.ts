import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { combineVersions } from '../../src/representations/order-version.js';
import { OrderWatch } from '../../src/api/orders/order-watch.js';

const TICK_MS = 200;
const never = new AbortController().signal;

/** Versions as the two domains read them. */
let orderVersions: Map<string, number>;
let paymentVersions: Map<string, number>;
const orders = { versions: vi.fn(() => Promise.resolve(orderVersions)) };
const payments = { versions: vi.fn(() => Promise.resolve(paymentVersions)) };
let watch: OrderWatch;

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  orderVersions = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  paymentVersions = new Map();
  watch = new OrderWatch(orders, payments);
});
afterEach(() => vi.useRealTimers());

const versionOf = (order: number, payment = 0) => combineVersions({ order, payment });

/** Watches an order; `changed` is called when the wait ends. */
function watchOrder(orderId: string, signal = never, timeoutMs?: number) {
  const changed = vi.fn();
  void watch.waitForChange(orderId, versionOf(1), signal, timeoutMs).then(changed);
  return changed;
}

const reads = () => [orders.versions.mock.calls.length, payments.versions.mock.calls.length];

describe('OrderWatch', () => {
  it('ends the wait when the order has a later version', async () => {
    const [changed, unchanged] = [watchOrder('a'), watchOrder('b')];
    await vi.advanceTimersByTimeAsync(TICK_MS);
    expect(changed).not.toHaveBeenCalled();
    orderVersions.set('a', 2);
    await vi.advanceTimersByTimeAsync(TICK_MS);
    expect(changed).toHaveBeenCalledOnce();
    expect(unchanged).not.toHaveBeenCalled();
  });

  it('ends the wait when the payment of the order has a later version', async () => {
    const changed = watchOrder('a');
    paymentVersions.set('a', 1);
    await vi.advanceTimersByTimeAsync(TICK_MS);
    expect(changed).toHaveBeenCalledOnce();
  });

  it('reads each domain once per tick, however many requests wait', async () => {
    for (const orderId of ['a', 'a', 'b']) watchOrder(orderId);
    await vi.advanceTimersByTimeAsync(TICK_MS - 1);
    const afterFirstTick = reads();
    await vi.advanceTimersByTimeAsync(10 * TICK_MS);
    expect(reads().map((count, index) => count - (afterFirstTick[index] ?? 0))).toEqual([10, 10]);
    expect(orders.versions).toHaveBeenLastCalledWith(['a', 'b']);
  });

  it('reads nothing once no request waits', async () => {
    const controller = new AbortController();
    const aborted = watchOrder('a', controller.signal);
    const timedOut = watchOrder('b', never, 3 * TICK_MS);
    await vi.advanceTimersByTimeAsync(TICK_MS);
    controller.abort();
    await vi.advanceTimersByTimeAsync(3 * TICK_MS);
    expect(aborted).toHaveBeenCalledOnce();
    expect(timedOut).toHaveBeenCalledOnce();
    const before = reads();
    await vi.advanceTimersByTimeAsync(10 * TICK_MS);
    expect(reads()).toEqual(before);
  });

  it('keeps waiting while the database is unreachable', async () => {
    orders.versions.mockRejectedValueOnce(new Error('connection refused'));
    const changed = watchOrder('a');
    orderVersions.set('a', 2);
    await vi.advanceTimersByTimeAsync(TICK_MS - 1);
    expect(changed).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(TICK_MS);
    expect(changed).toHaveBeenCalledOnce();
  });
});
