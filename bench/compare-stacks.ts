import type { Bench } from './bench.js';
import { WARM_UP_ORDERS } from './load/loops.js';
import { rotateForRound } from './rotation.js';
import { medianRatio } from './statistics.js';
import { summarize, type Round } from './subjects/round.js';
import { costsByProcess } from './subjects/tables.js';
import { roundToDigits, table } from './table.js';

/** A trial of few orders warms up by few, too. */
const WARM_UP_ROUNDS = 4;

/** Clients of each round. */
export const CLIENTS = 20;

interface StackComparison {
  /** The heading of the column that says whether a row is `on` or `off`. */
  readonly feature: string;
  readonly rounds: number;
  /** Orders of a round. */
  readonly orders: number;
  /** Each runs a round of `count` orders on a stack. Their rounds are named `off` and `on`. */
  readonly variants: readonly ((count: number) => Promise<Round>)[];
  /** Called after the rounds that are not counted. */
  readonly onWarm?: () => void;
}

/** Runs whole stacks in turns and prints their costs and the median ratio of their rounds. */
export async function compareStacks(
  bench: Bench,
  { feature, rounds, orders, variants, onWarm }: StackComparison,
): Promise<void> {
  for (const run of variants) await run(Math.min(WARM_UP_ORDERS, WARM_UP_ROUNDS * orders));
  onWarm?.();
  const results: Round[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const run of rotateForRound(variants, round)) results.push(await run(orders));
    bench.log(`Round ${round} of ${rounds}`);
  }
  const ratesOf = (variant: string) =>
    results.filter(({ loop }) => loop === variant).map(({ ordersPerSecond }) => ordersPerSecond);
  const rows = summarize(results).map((summary) => ({
    [feature]: summary.loop,
    'orders/s': roundToDigits(summary.ordersPerSecond),
    all: ratesOf(summary.loop)
      .map((rate) => roundToDigits(rate))
      .join(' '),
    ...costsByProcess(summary, Object.keys(summary.cpuMs)),
  }));
  const ratio = roundToDigits(medianRatio(ratesOf('on'), ratesOf('off')));
  bench.print(`CPU ms per order (memory, MB) by process\n\n${table(rows)}\n\nRatio on/off: ${ratio}`);
}
