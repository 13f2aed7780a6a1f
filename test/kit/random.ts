/** A generator of reproducible numbers from 0 up to 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  return values
    .map((value) => ({ value, sortKey: random() }))
    .toSorted((a, b) => a.sortKey - b.sortKey)
    .map(({ value }) => value);
}

interface PropertyParameters {
  readonly seed: number;
  readonly numRuns: number;
}

/**
 * Parameters of a property test. FC_SEED and FC_RUNS replace its defaults: `FC_SEED=1 FC_RUNS=1000 npx vitest run …`.
 * Prints the seed; fast-check adds the path of a counterexample when the property fails.
 */
export function propertyParameters(defaults: PropertyParameters): PropertyParameters & { readonly endOnFailure: true } {
  const { FC_SEED, FC_RUNS } = process.env;
  const seed = FC_SEED === undefined ? defaults.seed : Number(FC_SEED);
  const numRuns = FC_RUNS === undefined ? defaults.numRuns : Number(FC_RUNS);
  process.stdout.write(`FC_SEED=${seed} FC_RUNS=${numRuns}\n`);
  // Shrinking would repeat orders for minutes; the seed and path are enough to repeat the failure.
  return { seed, numRuns, endOnFailure: true };
}
