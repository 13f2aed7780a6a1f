import { UsageError } from '../../src/process/flags.js';
import type { Bench } from '../bench.js';
import { startStackOnCluster } from '../cluster.js';
import { CLIENTS, compareStacks } from '../compare-stacks.js';
import { closedLoop } from '../load/loops.js';
import { seedCatalogue } from '../load/order.js';
import type { Options } from '../options.js';
import { runRound, type Round } from '../subjects/round.js';
import { startSubject } from '../subjects/subject.js';
import { TRIALS, type Trial } from '../trials.js';

/** Compares the cluster as it is with the cluster of a trial; both run, and their rounds alternate. */
export async function measureTrial({ trial, rounds, orders }: Options, bench: Bench): Promise<void> {
  if (trial === undefined) throw new UsageError(`Name a trial: --trial ${Object.keys(TRIALS).join(' or --trial ')}.`);
  const variants = [await startVariant('off', bench), await startVariant('on', bench, trial)];
  await compareStacks(bench, { feature: trial, rounds, orders, variants });
}

async function startVariant(name: string, bench: Bench, trial?: Trial): Promise<(count: number) => Promise<Round>> {
  const stack = await startStackOnCluster(bench, trial === undefined ? {} : { change: TRIALS[trial] });
  const newOrder = await seedCatalogue(stack.databaseUrl);
  const ours = await startSubject('ours', stack, '');
  bench.onStop(() => ours.stop());
  return (count) => runRound(ours, name, (place) => closedLoop(place, newOrder, CLIENTS, count));
}
