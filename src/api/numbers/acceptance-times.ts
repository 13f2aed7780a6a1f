const MINUTES = 60;
/** Times kept of one minute. Later ones replace random earlier ones, so that all are equally likely to be kept. */
const MAX_SAMPLES = 500;

interface Minute {
  readonly startedAt: number;
  count: number;
  readonly samples: number[];
}

export interface Percentiles {
  /** Milliseconds. */
  readonly p50: number;
  /** Milliseconds. */
  readonly p99: number;
}

/** The times from a request to the acceptance of its order, of this process in the last hour. */
export class AcceptanceTimes {
  private readonly minutes = new Map<number, Minute>();

  /** @param nowMs - the current time, in milliseconds since 1970 */
  record(durationMs: number, nowMs = Date.now(), random = Math.random): void {
    const startedAt = Math.floor(nowMs / 60_000) * 60_000;
    const minute = this.minutes.get(startedAt) ?? { startedAt, count: 0, samples: [] };
    this.minutes.set(startedAt, minute);
    minute.count += 1;
    if (minute.samples.length < MAX_SAMPLES) minute.samples.push(durationMs);
    else {
      const index = Math.floor(random() * minute.count);
      if (index < MAX_SAMPLES) minute.samples[index] = durationMs;
    }
    for (const key of this.minutes.keys()) if (key <= startedAt - MINUTES * 60_000) this.minutes.delete(key);
  }

  /** Undefined when no order was accepted in that minute. @param startedAt - milliseconds since 1970 */
  ofMinute(startedAt: number): Percentiles | undefined {
    return percentiles(this.minutes.get(startedAt)?.samples ?? []);
  }

  /** Undefined when no order was accepted. @param sinceMs - milliseconds since 1970 */
  since(sinceMs: number): Percentiles | undefined {
    return percentiles([...this.minutes.values()].filter((m) => m.startedAt >= sinceMs).flatMap((m) => m.samples));
  }
}

function percentiles(samples: readonly number[]): Percentiles | undefined {
  if (samples.length === 0) return undefined;
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}
