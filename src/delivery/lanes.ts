/** Items that must be handled one after the other. */
export type Lane<T> = readonly T[];

/** Sorts items into lanes by a key. Each lane keeps the order of its items; the lanes come in the order of their first items. */
export function inLanes<T>(items: readonly T[], keyOf: (item: T) => string): Lane<T>[] {
  const lanes = new Map<string, T[]>();
  for (const item of items) {
    const lane = lanes.get(keyOf(item));
    if (lane) lane.push(item);
    else lanes.set(keyOf(item), [item]);
  }
  return [...lanes.values()];
}
