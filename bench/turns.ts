/**
 * The order of a round: every other one runs the one before it backwards, and each pair begins one further on, so that none always
 * follows the same one, of two either.
 *
 * @param round - from 1
 */
export function inTurns<T>(values: readonly T[], round: number): T[] {
  const at = Math.floor((round - 1) / 2) % values.length;
  const turned = [...values.slice(at), ...values.slice(0, at)];
  return round % 2 === 0 ? turned.reverse() : turned;
}
