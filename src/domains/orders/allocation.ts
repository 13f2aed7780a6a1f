/**
 * Divides an amount in proportion to weights by the largest-remainder method: each share is rounded down, and the units that are
 * left go to the largest fractions, of equal ones to the first.
 *
 * @param amount - minor units, at least 0
 * @param weights - at least one, each at least 0; when all are 0, the shares are equal
 * @returns the shares, which add up to the amount exactly
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n);
  if (sum === 0n) {
    return allocate(
      amount,
      weights.map(() => 1),
    );
  }
  // A product of two amounts exceeds 2^53.
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
  const shares = exact.map((product) => Number(product / sum));
  const left = amount - shares.reduce((total, share) => total + share, 0);
  const byFraction = exact.map((product, index) => ({ index, fraction: product % sum }));
  byFraction.sort((a, b) => (a.fraction === b.fraction ? a.index - b.index : a.fraction < b.fraction ? 1 : -1));
  for (const { index } of byFraction.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}

/** The part of an amount that falls to the first `units` of `quantity` units, rounded down. */
export function shareOfUnits(amount: number, units: number, quantity: number): number {
  return Number((BigInt(amount) * BigInt(units)) / BigInt(quantity));
}
