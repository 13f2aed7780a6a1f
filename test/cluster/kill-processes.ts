import { setTimeout as sleep } from 'node:timers/promises';
import { runScenario, type CustomerRecord } from '../chaos/scenario.js';
import { seedShop } from '../chaos/seed-shop.js';
import { generatePlan } from '../chaos/plan.js';
import { unlessAborted } from '../chaos/program.js';
import type { ShopClient } from '../chaos/shop-client.js';
import type { SupervisedProcess } from '../chaos/supervised-process.js';

/** Enough that customers place orders between any two kills. */
const ORDER_COUNT = 240;
/** Of the orders and of the client's jitter. */
export const SEED = 1;
const KILL_INTERVAL_MS = 20_000;
/** The plan places its last order this long before its end. */
const ORDER_CUTOFF_MS = 25_000;

/** A killed process and the seconds until it was ready again. */
export interface ProcessKill {
  readonly name: string;
  readonly recoverySeconds: number;
}

export interface KillPhase {
  readonly planned: number;
  readonly kills: readonly ProcessKill[];
  /** The responses that the customers received. */
  readonly records: readonly CustomerRecord[];
  readonly seconds: number;
}

/** Kills the processes in turn with SIGKILL while customers place orders; resolves when all customers are done. */
export async function killProcessesInTurn(
  targets: readonly (readonly [name: string, process: SupervisedProcess])[],
  client: ShopClient,
  printLine: (line: string) => void,
  signal: AbortSignal,
): Promise<KillPhase> {
  const plan = generatePlan({
    orders: ORDER_COUNT,
    minutes: (targets.length * KILL_INTERVAL_MS + ORDER_CUTOFF_MS) / 60_000,
    seed: SEED,
  });
  const shop = await seedShop(client, plan);
  const startedAt = performance.now();
  const secondsSince = (from: number) => Math.round((performance.now() - from) / 100) / 10;
  const sleepUntil = (ms: number) => sleep(Math.max(0, ms - (performance.now() - startedAt)), undefined, { signal });

  const scenarios = Promise.all(
    plan.orders.map((order) => sleepUntil(order.atMs).then(() => runScenario(order, shop))),
  );
  scenarios.catch(() => undefined);
  const kills: ProcessKill[] = [];
  for (const [index, [name, target]] of targets.entries()) {
    await sleepUntil((index + 0.5) * KILL_INTERVAL_MS);
    const killedAt = performance.now();
    await unlessAborted(target.kill(0), signal);
    kills.push({ name, recoverySeconds: secondsSince(killedAt) });
    printLine(`Killed ${name}; it was ready again after ${secondsSince(killedAt)} s`);
  }
  const records = await unlessAborted(scenarios, signal);
  return { planned: plan.orders.length, kills, records, seconds: secondsSince(startedAt) };
}
