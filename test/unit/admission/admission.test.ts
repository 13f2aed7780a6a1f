import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission } from '../../../src/api/admission/admission.js';
import { Problem, unavailable } from '../../../src/api/http/problem.js';
import { CallerHungUp } from '../../../src/api/http/requests-in-flight.js';

const TARGET_MS = 500;
const INITIAL_LIMIT = 20;
const neverAborted = () => new AbortController().signal;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Placements through one admission, each of which ends when the test says so. */
function createPlacements(random?: () => number) {
  const admission = new Admission({ targetSeconds: TARGET_MS / 1_000, ...(random && { random }) });
  const started: { user: string; end: () => void; fail: (error: Error) => void }[] = [];
  const place = (user: string, signal = neverAborted(), recheck?: () => Promise<void>) => {
    const work = () =>
      new Promise<string>((resolve, reject) => {
        started.push({ user, end: () => resolve('accepted'), fail: reject });
      });
    const outcome = { settledAt: NaN, result: '' };
    const settle = (result: string) => Object.assign(outcome, { settledAt: performance.now(), result });
    void admission.run(user, signal, work, recheck).then(settle, (error: unknown) => settle((error as Problem).code));
    return outcome;
  };
  const placeMany = (user: string, count: number) => Array.from({ length: count }, () => place(user));
  return { admission, started, place, placeMany };
}

/** Fills every slot. */
function createFullPlacements() {
  const placements = createPlacements();
  placements.placeMany('flood', INITIAL_LIMIT);
  return placements;
}

describe('Admission', () => {
  it('starts placements at once while there is room', async () => {
    const { started, place } = createPlacements();
    const outcome = place('a');
    expect(started).toHaveLength(1);
    started[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(outcome.result).toBe('accepted');
  });

  it('lets a burst wait for its turn', async () => {
    const { started, place } = createFullPlacements();
    const waiting = place('b');
    expect(started).toHaveLength(INITIAL_LIMIT);
    await vi.advanceTimersByTimeAsync(TARGET_MS - 1);
    started[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(started.at(-1)?.user).toBe('b');
    expect(waiting.result).toBe('');
  });

  it('refuses a placement that waited for the target without starting it', async () => {
    const { started, place } = createFullPlacements();
    const refused = place('b');
    await vi.advanceTimersByTimeAsync(TARGET_MS);
    expect(refused).toEqual({ settledAt: expect.any(Number) as number, result: 'overloaded' });
    for (const { end } of [...started]) end();
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toHaveLength(INITIAL_LIMIT);
  });

  it('refuses after 50 ms while it is overloaded, and at once when the queue is full', async () => {
    const { place, placeMany } = createFullPlacements();
    const [overflow] = placeMany('flood', INITIAL_LIMIT / 2 + 1).slice(-1);
    await vi.advanceTimersByTimeAsync(0);
    expect(overflow?.result).toBe('overloaded');
    await vi.advanceTimersByTimeAsync(TARGET_MS);
    const [placedAt, later] = [performance.now(), place('flood')];
    await vi.advanceTimersByTimeAsync(50);
    expect(later).toEqual({ settledAt: placedAt + 50, result: 'overloaded' });
  });

  it('lets a burst wait again one second after the last refusal', async () => {
    const { place } = createFullPlacements();
    const first = place('b');
    await vi.advanceTimersByTimeAsync(TARGET_MS + 1_000);
    expect(first.result).toBe('overloaded');
    const second = place('b');
    await vi.advanceTimersByTimeAsync(TARGET_MS - 1);
    expect(second.result).toBe('');
  });

  it('serves another user before the flood of one', async () => {
    const { started, place, placeMany } = createFullPlacements();
    const flood = placeMany('flood', 200);
    const other = place('other');
    await vi.advanceTimersByTimeAsync(0);
    expect(flood.filter(({ result }) => result === 'overloaded')).toHaveLength(200 - INITIAL_LIMIT / 2 + 1);
    expect(other.result).toBe('');
    started[0]?.end();
    started[1]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(started.slice(-2).map(({ user }) => user)).toContain('other');
  });

  it('refuses a placement that can no longer succeed in its turn, and gives the turn to the next', async () => {
    const { started, place } = createFullPlacements();
    const soldOut = place('b', neverAborted(), () => Promise.reject(new Problem('insufficient_stock', 'Sold out.')));
    place('c');
    started[0]?.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(soldOut.result).toBe('insufficient_stock');
    expect(started.slice(INITIAL_LIMIT).map(({ user }) => user)).toEqual(['c']);
  });

  it('says why a placement can no longer succeed in place of asking to repeat it', async () => {
    const { place } = createFullPlacements();
    const soldOut = place('b', neverAborted(), () => Promise.reject(new Problem('insufficient_stock', 'Sold out.')));
    const recheck = vi.fn(() => Promise.resolve());
    const inStock = place('c', neverAborted(), recheck);
    await vi.advanceTimersByTimeAsync(TARGET_MS);
    expect(soldOut.result).toBe('insufficient_stock');
    expect(inStock.result).toBe('overloaded');
    expect(recheck).toHaveBeenCalledTimes(1);
  });

  it('checks a placement again only after a wait', async () => {
    const { started, place } = createPlacements();
    const recheck = vi.fn(() => Promise.resolve());
    place('a', neverAborted(), recheck);
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toHaveLength(1);
    expect(recheck).not.toHaveBeenCalled();
  });

  it('does not start a placement whose caller hangs up while it waits', async () => {
    const { started, place } = createFullPlacements();
    const caller = new AbortController();
    const waiting = place('b', caller.signal);
    caller.abort(new CallerHungUp());
    started[0]?.end();
    await vi.advanceTimersByTimeAsync(TARGET_MS);
    expect(waiting.result).toBe('overloaded');
    expect(started.map(({ user }) => user)).not.toContain('b');
  });

  it('does not start a placement whose caller has hung up', async () => {
    const { started, place } = createPlacements();
    place('a', AbortSignal.abort(new CallerHungUp()));
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual([]);
  });

  it('starts a placement that arrived before the API stops', async () => {
    const { started, place } = createPlacements();
    place('a', AbortSignal.abort());
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toHaveLength(1);
  });

  it('admits fewer placements after failures, but not after rejections', async () => {
    for (const [error, expected] of [
      [unavailable('Temporal is unreachable.'), INITIAL_LIMIT / 2],
      [new Problem('insufficient_stock', 'Sold out.'), INITIAL_LIMIT + 1],
    ] as const) {
      const { started, placeMany } = createFullPlacements();
      await vi.advanceTimersByTimeAsync(TARGET_MS);
      for (const { fail } of [...started]) fail(error);
      await vi.advanceTimersByTimeAsync(0);
      placeMany('b', INITIAL_LIMIT * 2);
      expect(started.length - INITIAL_LIMIT).toBe(expected);
    }
  });

  it.each([
    [0, '1'],
    [0.5, '3'],
    [0.999, '4'],
  ])('varies Retry-After: %d gives %s s', async (random, seconds) => {
    const { admission, placeMany } = createPlacements(() => random);
    placeMany('flood', INITIAL_LIMIT);
    const refused = admission.run('b', neverAborted(), () => Promise.resolve()).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(TARGET_MS);
    expect(await refused).toMatchObject({ status: 503, headers: { 'Retry-After': seconds } });
  });

  it('admits every placement when it is off', async () => {
    const admission = new Admission({ targetSeconds: 0 });
    let started = 0;
    for (let count = 0; count < 5_000; count++) {
      void admission.run('a', neverAborted(), () => {
        started += 1;
        return new Promise(() => undefined);
      });
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toBe(5_000);
  });
});
