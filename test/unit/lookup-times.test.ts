import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyParameters } from '../kit/random.js';
import { nextLookupMs } from '../../src/workflows/place-order/lookup-times.js';

const DAY_SECONDS = 86_400;

/** The times of all lookups of a wait, in seconds from its start, when each is answered at once. */
function lookups(reservationSeconds: number): number[] {
  const times: number[] = [];
  let nowMs = 0;
  for (;;) {
    const delayMs = nextLookupMs({
      startedAtMs: 0,
      nowMs,
      expiresAtMs: reservationSeconds * 1_000,
      lookups: times.length,
    });
    if (delayMs === null) return times;
    nowMs += delayMs;
    times.push(nowMs / 1_000);
  }
}

describe('lookups of an undecided charge', () => {
  it.each([
    [15 * 60, [60, 180, 420, 870]],
    [60, [45]],
    [4, [3]],
    [2 * 3_600, [60, 180, 420, 900, 1_860, 3_780, 7_170]],
  ])('grow apart and end before the expiry after %i seconds', (seconds, times) => {
    expect(lookups(seconds)).toEqual(times);
  });

  it('are few and in order for every reservation, and one is close to its end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: DAY_SECONDS }), (seconds) => {
        const times = lookups(seconds);
        expect(times.length).toBeGreaterThan(0);
        expect(times.length).toBeLessThanOrEqual(11);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        const last = times.at(-1) ?? 0;
        expect(last).toBeLessThan(seconds);
        expect(seconds - last).toBeLessThanOrEqual(30);
      }),
      propertyParameters({ seed: 1, numRuns: 500 }),
    );
  });

  it('end after twelve, however often the reservation is extended', () => {
    const wait = { startedAtMs: 0, nowMs: 60_000, expiresAtMs: 900_000 };
    expect(nextLookupMs({ ...wait, lookups: 11 })).toBe(120_000);
    expect(nextLookupMs({ ...wait, lookups: 12 })).toBeNull();
  });
});
