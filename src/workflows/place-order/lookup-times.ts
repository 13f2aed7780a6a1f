const FIRST_LOOKUP_MS = 60_000;
/** Time to look a charge up and to act on it before the reservation expires. */
const BEFORE_EXPIRY_MS = 30_000;

/**
 * Lookups of one order, however often its reservation is extended: each adds a dozen events to the history. Ten fall into a
 * reservation of one day, and each extension can add one before the new expiry.
 */
const MAX_LOOKUPS = 12;

/** All times in milliseconds of the workflow's clock. */
export interface Wait {
  readonly startedAtMs: number;
  readonly nowMs: number;
  readonly expiresAtMs: number;
  /** How many lookups were due before. */
  readonly lookups: number;
}

/**
 * When to look up a charge that is undecided, in case its event is lost: 1, 2, 4, … minutes apart, and once before the
 * reservation expires.
 *
 * @returns milliseconds until the next lookup; null when none is left
 */
export function nextLookupMs({ startedAtMs, nowMs, expiresAtMs, lookups }: Wait): number | null {
  const lastLookupMs = expiresAtMs - Math.min(BEFORE_EXPIRY_MS, (expiresAtMs - startedAtMs) / 4);
  if (nowMs >= lastLookupMs || lookups >= MAX_LOOKUPS) return null;
  let delayMs = FIRST_LOOKUP_MS;
  let dueMs = startedAtMs + delayMs;
  while (dueMs <= nowMs) {
    delayMs *= 2;
    dueMs += delayMs;
  }
  return Math.ceil(Math.min(dueMs, lastLookupMs) - nowMs);
}
