import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { runScenario } from './scenario.js';
import { FaultInjector } from './fault-injector.js';
import type { ChaosFlags } from './flags.js';
import { LINKS, faultName } from './fault-kinds.js';
import { seedShop } from './seed-shop.js';
import { generatePlan, type PlannedFault } from './plan.js';
import { unlessAborted } from './program.js';
import { verifyRun } from './verification.js';
import { countFaults, type ChaosReport } from './report.js';
import { ShopClient } from './shop-client.js';
import { countUnexpectedExits } from './supervised-process.js';
import type { TestCluster } from './test-cluster.js';

/** Places orders and injects faults in a running cluster, removes the faults, waits until it settles, and verifies it. */
export async function runChaos(
  flags: ChaosFlags,
  cluster: TestCluster,
  printLine: (line: string) => void,
  signal: AbortSignal,
): Promise<ChaosReport> {
  const startedAt = performance.now();
  const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
  const plan = generatePlan(flags);
  const shop = await seedShop(new ShopClient(cluster.apiUrls, { seed: flags.seed }), plan);

  printLine(
    `Placing ${plan.orders.length} orders and injecting ${plan.faults.length} faults within ${flags.minutes} minutes (seed ${flags.seed})`,
  );
  const injected: PlannedFault[] = [];
  const faults = new FaultInjector(cluster);
  const runAt = async <T>(ms: number, act: () => Promise<T>) => {
    await sleep(Math.max(0, ms - (performance.now() - startedAt)), undefined, { signal });
    return act();
  };
  const scenarios = Promise.all(plan.orders.map((order) => runAt(order.atMs, () => runScenario(order, shop))));
  const injections = Promise.all(
    plan.faults.map((fault) =>
      runAt(fault.atMs, async () => {
        await faults.inject(fault);
        injected.push(fault);
        printLine(`Injected after ${seconds()} s: ${faultName(fault)}`);
      }),
    ),
  );
  // A fault that cannot be injected ends the run.
  const records = await unlessAborted(Promise.race([scenarios, injections.then(() => scenarios)]), signal);
  // A webhook fault waits for an event, and there may be no more events.
  await Promise.race([injections, sleep(60_000, undefined, { signal })]);
  const chaos = seconds();

  printLine(`Removing all faults after ${chaos} s`);
  for (const link of LINKS) {
    await cluster.proxies.removeToxics(link);
    await cluster.proxies.setEnabled(link, true);
  }
  await Promise.all([...cluster.processes.values()].flat().map((process) => process.ready()));

  const connection = await Connection.connect({ address: cluster.temporalAddress });
  try {
    const { outcomes, settlingSeconds, passed, ...rest } = await verifyRun(
      { ...cluster, temporal: new Client({ connection }) },
      records,
      shop.client.failures,
      signal,
    );
    const faultCounts = countFaults(plan.faults, injected);
    return {
      flags,
      orders: { planned: plan.orders.length, ...outcomes },
      faults: faultCounts,
      failedCalls: shop.client.failures,
      unexpectedExits: countUnexpectedExits([...cluster.processes.values()].flat()),
      seconds: { chaos, settling: settlingSeconds, total: seconds() },
      ...rest,
      passed: passed && Object.values(faultCounts).every((fault) => fault.injected === fault.planned),
    };
  } finally {
    await connection.close();
  }
}
