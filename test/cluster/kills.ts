import { setTimeout as sleep } from 'node:timers/promises';
import { liveThrough, type Told } from '../chaos/customer.js';
import { openShop } from '../chaos/open-shop.js';
import { drawPlan } from '../chaos/plan.js';
import { unlessTold } from '../chaos/program.js';
import type { ShopClient } from '../chaos/shop-client.js';
import type { Supervised } from '../chaos/supervised.js';

/** Orders are placed all the while: some between any two kills. */
const ORDERS = 240;
const SEED = 1;
const KILL_EVERY_MS = 20_000;
/** The plan places its last order that long before its end. */
const QUIET_MS = 25_000;

/** A process that was killed, and how long it was until it served again. */
export interface Kill {
  readonly name: string;
  readonly backAfterSeconds: number;
}

export interface Killing {
  readonly planned: number;
  readonly kills: readonly Kill[];
  /** What the customers were told. */
  readonly told: readonly Told[];
  readonly seconds: number;
}

/** Kills each of the processes in turn, by SIGKILL, while customers order; resolves when they have nothing more to do. */
export async function killInTurn(
  victims: readonly (readonly [name: string, process: Supervised])[],
  client: ShopClient,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Killing> {
  const plan = drawPlan({
    orders: ORDERS,
    minutes: (victims.length * KILL_EVERY_MS + QUIET_MS) / 60_000,
    seed: SEED,
  });
  const shop = await openShop(client, plan);
  const startedAt = performance.now();
  const secondsSince = (from: number) => Math.round((performance.now() - from) / 100) / 10;
  const until = (ms: number) => sleep(Math.max(0, ms - (performance.now() - startedAt)), undefined, { signal });

  const lived = Promise.all(plan.orders.map((order) => until(order.at).then(() => liveThrough(order, shop))));
  lived.catch(() => undefined);
  const kills: Kill[] = [];
  for (const [index, [name, victim]] of victims.entries()) {
    await until((index + 0.5) * KILL_EVERY_MS);
    const killedAt = performance.now();
    await unlessTold(victim.kill(0), signal);
    kills.push({ name, backAfterSeconds: secondsSince(killedAt) });
    say(`killed ${name}; it was back after ${secondsSince(killedAt)} s`);
  }
  const told = await unlessTold(lived, signal);
  return { planned: plan.orders.length, kills, told, seconds: secondsSince(startedAt) };
}
