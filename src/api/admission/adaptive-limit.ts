/** Placements in flight at the start: enough to learn from, too few to overload a small system. */
const INITIAL_LIMIT = 20;
/** Below this, too few placements would end to notice that the system has recovered. */
const MIN_LIMIT = 4;
const MAX_LIMIT = 1_000;

/** Durations that a change of the limit needs at least. */
const MIN_WINDOW = 10;
const MAX_DECREASE = 0.5;
const FAST_INCREASE = 1.25;

/**
 * The number of placements that may be in flight, found from the time that they take to be accepted.
 *
 * After as many placements as may be in flight, their mean duration is compared with the target. Above it, the limit decreases in
 * proportion; below it, the limit increases by one, or by a quarter while the mean is below half of the target. The limit
 * stays when less than half of it was used, because the mean then does not depend on it.
 */
export class AdaptiveLimit {
  private limit = INITIAL_LIMIT;
  private durationsMs: number[] = [];
  private peak = 0;

  /** @param targetMs - the mean time to acceptance to keep, in milliseconds */
  constructor(private readonly targetMs: number) {}

  /** A whole number. */
  get current(): number {
    return Math.floor(this.limit);
  }

  /** @param inFlight - the number of placements in flight, the new one included */
  started(inFlight: number): void {
    this.peak = Math.max(this.peak, inFlight);
  }

  /** @param durationMs - until the order was accepted or rejected, in milliseconds */
  ended(durationMs: number): void {
    this.durationsMs.push(durationMs);
    if (this.durationsMs.length < Math.max(MIN_WINDOW, this.current)) return;
    const mean = this.durationsMs.reduce((sum, duration) => sum + duration, 0) / this.durationsMs.length;
    if (this.peak >= this.current / 2) this.limit = clamp(this.next(mean));
    this.durationsMs = [];
    this.peak = 0;
  }

  /** A placement that failed or timed out counts as one that took twice the target, or as long as it took. */
  failed(durationMs: number): void {
    this.ended(Math.max(durationMs, this.targetMs * 2));
  }

  private next(meanMs: number): number {
    if (meanMs > this.targetMs) return this.limit * Math.max(MAX_DECREASE, this.targetMs / meanMs);
    if (meanMs < this.targetMs / 2) return this.limit * FAST_INCREASE;
    return this.limit + 1;
  }
}

function clamp(limit: number): number {
  return Math.min(MAX_LIMIT, Math.max(MIN_LIMIT, limit));
}
