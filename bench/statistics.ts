/** The middle one; 0 of none. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The middle one of the rounds' own ratios, each with the same round, so that a machine that grows slower does not tell. */
export function medianRatio(measured: readonly number[], reference: readonly number[]): number {
  return median(measured.map((value, round) => value / (reference[round] ?? NaN)));
}

/** By nearest rank; 0 of none. @param rank - 0 to 100 */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? 0;
}

/** In the order in which the keys are met. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
