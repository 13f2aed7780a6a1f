import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { liveThrough } from './customer.js';
import { Faults } from './faults.js';
import type { Flags } from './flags.js';
import { LINKS, nameOf } from './kinds.js';
import { openShop } from './open-shop.js';
import { drawPlan, type PlannedFault } from './plan.js';
import { unlessTold } from './program.js';
import { reckon } from './reckoning.js';
import { countFaults, type ChaosReport } from './report.js';
import { ShopClient } from './shop-client.js';
import { countEnds } from './supervised.js';
import type { Town } from './town.js';

/** Lets it all happen in a town that serves, heals it, lets it settle and audits it. */
export async function runChaos(
  flags: Flags,
  town: Town,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<ChaosReport> {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  const plan = drawPlan(flags);
  const shop = await openShop(new ShopClient(town.apis), plan);

  say(`${plan.orders.length} orders and ${plan.faults.length} faults within ${flags.minutes} minutes`);
  const done: PlannedFault[] = [];
  const faults = new Faults(town);
  const at = async <T>(ms: number, act: () => Promise<T>) => {
    await sleep(Math.max(0, ms - (performance.now() - startedAt)), undefined, { signal });
    return act();
  };
  const lived = Promise.all(plan.orders.map((order) => at(order.at, () => liveThrough(order, shop))));
  const injected = Promise.all(
    plan.faults.map((fault) =>
      at(fault.at, async () => {
        await faults.inject(fault);
        done.push(fault);
        say(`${nameOf(fault)}, after ${seconds()} s`);
      }),
    ),
  );
  // One that cannot be done ends the run at once.
  const told = await unlessTold(Promise.race([lived, injected.then(() => lived)]), signal);
  // A trick waits for an event to be played on, and none may come any more.
  await Promise.race([injected, sleep(60_000, undefined, { signal })]);
  const chaos = seconds();

  say(`healing, after ${chaos} s`);
  for (const link of LINKS) {
    await town.links.cure(link);
    await town.links.enable(link, true);
  }
  await Promise.all([...town.processes.values()].flat().map((process) => process.ready()));

  const connection = await Connection.connect({ address: town.temporalAddress });
  try {
    const { outcomes, settlingSeconds, held, ...rest } = await reckon(
      { ...town, temporal: new Client({ connection }) },
      told,
      shop.client.failures,
      signal,
    );
    const counts = countFaults(plan.faults, done);
    return {
      flags,
      orders: { planned: plan.orders.length, ...outcomes },
      faults: counts,
      failedCalls: shop.client.failures,
      endedByThemselves: countEnds([...town.processes.values()].flat()),
      seconds: { chaos, settling: settlingSeconds, total: seconds() },
      ...rest,
      passed: held && Object.values(counts).every((fault) => fault.done === fault.planned),
    };
  } finally {
    await connection.close();
  }
}
