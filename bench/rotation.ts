/**
 * The order of a round: every other one runs the one before it backwards, and each pair begins one further on, so that none always
 * follows the same one, of two either.
 *
 * @param round - from 1
 */
export function rotateForRound<T>(values: readonly T[], round: number): T[] {
  const offset = Math.floor((round - 1) / 2) % values.length;
  const rotated = [...values.slice(offset), ...values.slice(0, offset)];
  return round % 2 === 0 ? rotated.reverse() : rotated;
}
