/**
 * The order of the subjects in a round. Every other round reverses the previous one, and each pair of rounds starts one subject
 * later, so that none always follows the same one.
 *
 * @param round - from 1
 */
export function rotateForRound<T>(values: readonly T[], round: number): T[] {
  const offset = Math.floor((round - 1) / 2) % values.length;
  const rotated = [...values.slice(offset), ...values.slice(0, offset)];
  return round % 2 === 0 ? rotated.reverse() : rotated;
}
