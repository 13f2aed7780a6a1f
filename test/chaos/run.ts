import { inspect } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { resolveTemporalCli } from '../../src/local/temporal/binaries.js';
import { repeatRequests, runScenario, type CustomerRecord, type Shop } from './scenario.js';
import { startDisputeDesk } from './dispute-desk.js';
import { FeedReader } from './feed-reader.js';
import { FaultInjector } from './fault-injector.js';
import type { ChaosFlags } from './flags.js';
import { WORKERS } from '../../src/process/processes.js';
import { LINKS, faultName, type FaultKind } from './fault-kinds.js';
import { seedShop } from './seed-shop.js';
import { generatePlan, type Plan, type PlannedFault } from './plan.js';
import { Overload } from './overload.js';
import { unlessAborted } from './program.js';
import { reconcileNow } from './reconciliation.js';
import { RunFaults } from './run-faults.js';
import { verifyRun } from './verification.js';
import { findMissing } from './occurrences.js';
import { countFaults, type ChaosReport } from './report.js';
import { ShopClient } from './shop-client.js';
import { countUnexpectedExits } from './supervised-process.js';
import { BUILD_IDS, type TestCluster } from './test-cluster.js';
import { waitUntilSettled } from './wait-until-settled.js';
import { WebhookEndpoints } from './webhook-endpoints.js';

interface RunOptions {
  readonly flags: ChaosFlags;
  readonly kinds: readonly FaultKind[];
  readonly cluster: TestCluster;
  readonly printLine: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Places orders and injects faults in a running cluster, removes the faults, waits until it settles, and verifies it. */
export async function runChaos({ flags, kinds, cluster, printLine, signal }: RunOptions): Promise<ChaosReport> {
  const plan = generatePlan({ ...flags, kinds });
  const connection = await Connection.connect({ address: cluster.temporalAddress });
  let webhooks: WebhookEndpoints | undefined;
  const disputes = startDisputeDesk(cluster.gatewayUrl, cluster.gatewayDatabaseUrl);
  try {
    const temporal = new Client({ connection });
    const runs = new RunFaults(temporal, cluster.temporalAddress, await resolveTemporalCli());
    if (kinds.some(({ kind }) => kind === 'version'))
      for (const domain of WORKERS) await runs.setCurrentVersion(domain, BUILD_IDS[0]);
    const shop = await seedShop(new ShopClient(cluster.apiUrls, { seed: flags.seed }), plan);

    const overload = new Overload(shop);
    webhooks = await WebhookEndpoints.start(shop, flags.seed);

    const startedAt = performance.now();
    const seconds = () => Math.round((performance.now() - startedAt) / 1_000);
    printLine(
      `Placing ${plan.orders.length} orders and injecting ${plan.faults.length} faults within ${flags.minutes} minutes (seed ${flags.seed})`,
    );
    const reader = FeedReader.start(shop);
    const { records, injected } = await runPlan(plan, {
      shop,
      faults: new FaultInjector(cluster, runs, overload),
      onInjected: (fault) => printLine(`Injected after ${seconds()} s: ${faultName(fault)}`),
      signal,
    });
    const chaos = seconds();
    printLine(`Removing all faults after ${chaos} s`);
    await removeFaults(cluster);
    await webhooks.repair();
    const unreconciled = await recover(cluster, temporal, { shop, records, signal });

    const targets = { ...cluster, temporal };
    const endpoints = webhooks;
    const { outcomes, passed, ...rest } = await verifyRun(
      ...([targets, records, shop.client.failures, signal] as const),
      async (database) => [
        ...(await overload.findBrokenGuarantees(database)),
        ...(await endpoints.findBrokenGuarantees(database, signal)),
      ],
    );
    const { settlingSeconds: _, ...verification } = rest;
    const faultCounts = countFaults(plan.faults, injected);
    const mistakes = [...(await reader.findMistakes(cluster.databaseUrl)), ...findMissing(rest.occurrences)];
    return {
      flags,
      orders: { planned: plan.orders.length, ...outcomes },
      faults: faultCounts,
      overload: overload.outcomes,
      failedCalls: shop.client.failures,
      unexpectedExits: countUnexpectedExits([...cluster.processes.values()].flat()),
      seconds: { chaos, settling: seconds() - chaos, total: seconds() },
      unreconciled,
      ...verification,
      brokenGuarantees: [...verification.brokenGuarantees, ...mistakes],
      passed:
        passed &&
        mistakes.length === 0 &&
        Object.values(faultCounts).every((fault) => fault.injected === fault.planned),
    };
  } catch (error) {
    // A request that is repeated after the connection was closed ends the program, which would hide this error.
    printLine(`The run failed: ${inspect(error)}`);
    throw error;
  } finally {
    await disputes.stop();
    await webhooks?.stop();
    await connection.close();
  }
}

interface PlanContext {
  readonly shop: Shop;
  readonly faults: FaultInjector;
  readonly onInjected: (fault: PlannedFault) => void;
  readonly signal: AbortSignal;
}

async function runPlan(
  plan: Plan,
  { shop, faults, onInjected, signal }: PlanContext,
): Promise<{ records: readonly CustomerRecord[]; injected: readonly PlannedFault[] }> {
  const startedAt = performance.now();
  const injected: PlannedFault[] = [];
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
        onInjected(fault);
      }),
    ),
  );
  // A fault that cannot be injected ends the run.
  const records = await unlessAborted(Promise.race([scenarios, injections.then(() => scenarios)]), signal);
  // A webhook fault waits for an event, and there may be no more events.
  await Promise.race([injections, sleep(60_000, undefined, { signal })]);
  return { records, injected };
}

async function removeFaults({ proxies, disks, processes }: TestCluster): Promise<void> {
  for (const link of LINKS) {
    await proxies.removeToxics(link);
    await proxies.setEnabled(link, true);
  }
  await Promise.all([...disks.values()].map((disk) => disk.empty()));
  await Promise.all([...processes.values()].flat().map((process) => process.ready()));
}

/**
 * Does what an operator and the customers do after the faults: waits, repeats the requests whose run may have been terminated,
 * and reconciles.
 *
 * @returns what reconciliation left to an operator; null when it left nothing
 */
async function recover(
  { databaseUrl, gatewayDatabaseUrl }: TestCluster,
  temporal: Client,
  { shop, records, signal }: { shop: Shop; records: readonly CustomerRecord[]; signal: AbortSignal },
): Promise<string | null> {
  const orders = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const gateway = new pg.Pool({ connectionString: gatewayDatabaseUrl, max: 1 });
  try {
    await reconcileNow(temporal, 'chaos-reconciliation-1');
    await waitUntilSettled({ orders, gateway, temporal }, signal);
    await repeatRequests(records, shop);
    await waitUntilSettled({ orders, gateway, temporal }, signal);
    return await reconcileNow(temporal, 'chaos-reconciliation-2');
  } finally {
    await orders.end();
    await gateway.end();
  }
}
