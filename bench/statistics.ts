/** The median; 0 for no values. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The median of the ratios of each round, so that a machine that becomes slower does not distort the result. */
export function medianRatio(measured: readonly number[], reference: readonly number[]): number {
  return median(measured.map((value, round) => value / (reference[round] ?? NaN)));
}

/** The percentile by nearest rank; 0 for no values. @param rank - 0 to 100 */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)] ?? 0;
}

/** Groups values by key, in the order of the first value of each key. */
export function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}
