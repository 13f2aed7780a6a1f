import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { audit } from '../../src/audit/audit.js';
import { INVARIANTS } from '../../src/audit/invariants/index.js';
import { listRuns } from '../../src/audit/temporal-runs.js';
import { liveThrough, type Shop } from './customer.js';
import { Faults } from './faults.js';
import type { Flags } from './flags.js';
import { LINKS, nameOf } from './kinds.js';
import { CUSTOMERS, drawPlan, type Plan, type PlannedFault } from './plan.js';
import { checkPromises } from './promises.js';
import { countFaults, type ChaosReport } from './report.js';
import { untilSettled } from './settle.js';
import { ShopClient } from './shop-client.js';
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
  const shop = await openShop(town, plan);

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
  const told = await until(Promise.race([lived, injected.then(() => lived)]), signal);
  // A trick waits for an event to be played on, and none may come any more.
  await Promise.race([injected, sleep(60_000, undefined, { signal })]);
  const chaos = seconds();

  say(`healing, after ${chaos} s`);
  for (const link of LINKS) {
    await town.links.cure(link);
    await town.links.enable(link, true);
  }
  await Promise.all([...town.processes.values()].flat().map((process) => process.ready()));

  const books = {
    orders: new pg.Pool({ connectionString: town.databaseUrl, max: 2 }),
    gateway: new pg.Pool({ connectionString: town.gatewayDatabaseUrl, max: 2 }),
  };
  const connection = await Connection.connect({ address: town.temporalAddress });
  try {
    const temporal = new Client({ connection });
    const stillInFlight = await untilSettled({ ...books, temporal }, signal);
    const settling = seconds() - chaos;
    say(`settled, after ${seconds()} s`);
    const findings = await audit({
      databaseUrl: town.databaseUrl,
      gatewayDatabaseUrl: town.gatewayDatabaseUrl,
      listRuns: () => listRuns(temporal),
      invariants: INVARIANTS,
      settled: true,
    });
    const { broken, ...outcomes } = await checkPromises(books.orders, told);
    const brokenPromises = [...broken, ...unexplained(shop.client.failures)];
    const counts = countFaults(plan.faults, done);
    return {
      flags,
      orders: { planned: plan.orders.length, ...outcomes },
      faults: counts,
      failedCalls: shop.client.failures,
      endedByThemselves: endsOf(town),
      seconds: { chaos, settling, total: seconds() },
      stillInFlight,
      findings,
      brokenPromises,
      passed:
        brokenPromises.length === 0 &&
        findings.every(({ checked, violations }) => checked !== null && violations === 0) &&
        Object.values(counts).every((fault) => fault.done === fault.planned),
    };
  } finally {
    await connection.close();
    await books.orders.end();
    await books.gateway.end();
  }
}

async function openShop(town: Town, { stock }: Plan): Promise<Shop> {
  const client = new ShopClient(town.apis);
  const operator = randomUUID();
  const products: { id: string }[] = [];
  for (const [index, units] of stock.entries()) {
    const body = { sku: `CHAOS-${index}`, name: `Product ${index}`, price: 990 + index * 370 };
    const made = await client.call(operator, 'POST', '/v1/products', {
      body: { ...body, opening_stock: units },
      role: 'operator',
    });
    if (made?.status !== 201) throw new Error(`no product could be added: ${made?.status} ${made?.body.code}`);
    products.push(made.body);
  }
  return {
    client,
    operator,
    products,
    name: randomUUID(),
    customers: Array.from({ length: CUSTOMERS }, () => randomUUID()),
  };
}

/** Whatever is away, the answer is a 503 that says so. */
function unexplained(failures: ShopClient['failures']): string[] {
  const answers = Object.entries(failures).filter(([why]) => /^5\d\d /.test(why) && !why.startsWith('503 '));
  return answers.map(([why, count]) => `the API answered ${why}, ${count} times`);
}

/** Gives up when told to, whatever is still on its way. */
async function until<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}

function endsOf(town: Town): Record<string, number> {
  const ends = [...town.processes.values()].flat().flatMap((process) => process.ends);
  const counts: Record<string, number> = {};
  for (const end of ends) {
    counts[end] = (counts[end] ?? 0) + 1;
  }
  return counts;
}
