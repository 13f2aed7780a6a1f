import { describe, expect, it } from 'vitest';
import { AdaptiveLimit } from '../../../src/api/admission/adaptive-limit.js';

const TARGET_MS = 500;

/**
 * Ends placements of a system that accepts a number of orders per second and needs a minimum time for each, while as many are in
 * flight as the limit permits, or as arrive.
 */
function simulate(limit: AdaptiveLimit, { perSecond = 20, minMs = 60, placements = 2_000, offered = Infinity }): void {
  for (let ended = 0; ended < placements; ended++) {
    const inFlight = Math.min(limit.current, offered);
    limit.started(inFlight);
    limit.ended(Math.max(minMs, (inFlight / perSecond) * 1_000));
  }
}

describe('AdaptiveLimit', () => {
  it.each([
    [16, 8],
    [20, 10],
    [100, 50],
    [800, 400],
  ])('finds the limit of a system that accepts %i orders per second', (perSecond, expected) => {
    const limit = new AdaptiveLimit(TARGET_MS);
    simulate(limit, { perSecond, placements: perSecond * 60 });
    expect(limit.current).toBeGreaterThanOrEqual(Math.floor(expected * 0.8));
    expect(limit.current).toBeLessThanOrEqual(expected + 2);
  });

  it('decreases by at most a half at a time, and not below 4', () => {
    const limit = new AdaptiveLimit(TARGET_MS);
    const limits = [];
    for (let ended = 0; ended < 100; ended++) {
      limit.started(limit.current);
      limit.ended(60_000);
      limits.push(limit.current);
    }
    expect([...new Set(limits)]).toEqual([20, 10, 5, 4]);
  });

  it('counts a failure as slow, however fast it was', () => {
    const limit = new AdaptiveLimit(TARGET_MS);
    limit.started(20);
    for (let ended = 0; ended < 20; ended++) limit.failed(1);
    expect(limit.current).toBe(10);
  });

  it('recovers within five seconds of a system that accepts 20 orders per second', () => {
    const limit = new AdaptiveLimit(TARGET_MS);
    simulate(limit, { perSecond: 1, placements: 200 });
    expect(limit.current).toBe(4);
    simulate(limit, { perSecond: 20, placements: 100 });
    expect(limit.current).toBeGreaterThanOrEqual(8);
  });

  it('stays while less than half of it is used', () => {
    const limit = new AdaptiveLimit(TARGET_MS);
    simulate(limit, { perSecond: 1, offered: 9 });
    expect(limit.current).toBe(20);
    simulate(limit, { minMs: 1, perSecond: 1_000_000, offered: 9 });
    expect(limit.current).toBe(20);
  });
});
