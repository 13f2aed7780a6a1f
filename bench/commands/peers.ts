import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres, type Postgres } from '../../src/local/postgres/server.js';
import type { Bench } from '../bench.js';
import type { Options } from '../options.js';
import { startMedusa } from '../peers/medusa/medusa.js';
import { startOurs } from '../peers/ours.js';
import { LIMITED_STOCK, type Peer, type ShopName } from '../peers/peer.js';
import { startVendure } from '../peers/vendure/vendure.js';
import { childrenOf, usageOf } from '../processes/usage.js';
import { median } from '../statistics.js';
import { roundToDigits, table } from '../table.js';

const WARM_UP_ORDERS = 100;
const WARM_UP_CLIENTS = 5;
/** Most orders of the product of which there are few, all at once; a trial of few orders rushes with few. */
const RUSH = 200;

/**
 * Measures what a shop would use in place of ours: orders of two products from the cart until they are paid, and many orders at once of
 * a product of which there are few.
 */
export async function measurePeers(options: Options, bench: Bench): Promise<unknown> {
  const onPostgres = (start: (folder: string, databaseUrl: string) => Promise<Peer>) => async () => {
    const folder = path.join(tmpdir(), `bench-${randomUUID()}`);
    // The user of Postgres must be able to enter it.
    await mkdir(folder, { mode: 0o755 });
    bench.onStop(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startPostgres({ dataDir: path.join(folder, 'postgres'), port: 0, database: 'shop' });
    bench.onStop(() => postgres.stop());
    return withPostgres(await start(folder, postgres.url('shop')), folder, postgres);
  };
  // Only one runs at a time.
  const starts: Readonly<Record<ShopName, () => Promise<Peer>>> = {
    ours: () => startOurs(options.servers, bench),
    vendure: onPostgres(startVendure),
    medusa: onPostgres(startMedusa),
  };
  const results = [];
  const rushes = [];
  for (const shop of options.shops) {
    const peer = await starts[shop]().catch((error: unknown) => bench.log(String(error)));
    if (!peer) continue;
    bench.onStop(() => peer.stop());
    bench.log(`Warming up ${peer.name}`);
    await buyMany(peer, WARM_UP_CLIENTS, Math.min(WARM_UP_ORDERS, options.orders));
    for (const clients of options.clients) results.push(await measure(peer, clients, options));
    rushes.push(await rush(peer, Math.min(RUSH, 2 * options.orders)));
    bench.log(`${JSON.stringify(results.at(-1))} ${JSON.stringify(rushes.at(-1))}`);
    await peer.stop();
  }
  bench.print(`\nOrders of two products, from the cart until they are paid\n\n${table(results)}`);
  bench.print(`\nOrders at once of a product of which there are ${LIMITED_STOCK}\n\n${table(rushes)}`);
  return { results, rushes };
}

async function measure(peer: Peer, clients: number, { rounds, orders }: Options) {
  const count = Math.max(2 * clients, Math.min(orders, 20 * clients));
  const rates: number[] = [];
  const latencies: number[] = [];
  const cpuMs: number[] = [];
  let failed = 0;
  let memoryBytes = 0;
  for (let round = 1; round <= rounds; round++) {
    const before = sumOf(await usageOf(peer.processes), ({ cpuSeconds }) => cpuSeconds);
    const bought = await buyMany(peer, clients, count);
    const usage = await usageOf(peer.processes);
    rates.push(bought.paid.length / bought.seconds);
    latencies.push(...bought.paid);
    cpuMs.push(((sumOf(usage, ({ cpuSeconds }) => cpuSeconds) - before) * 1_000) / Math.max(1, bought.paid.length));
    failed += bought.failures.length;
    memoryBytes = sumOf(usage, ({ memoryBytes }) => memoryBytes);
  }
  return {
    shop: peer.name,
    clients,
    'orders/s': roundToDigits(median(rates)),
    'p50, ms': roundToDigits(median(latencies)),
    'CPU ms/order': roundToDigits(median(cpuMs)),
    'memory, MB': Math.round(memoryBytes / 1_048_576),
    failed,
  };
}

async function rush(peer: Peer, orders: number) {
  const limited = () => [peer.limited];
  const { paid, failures, seconds } = await buyMany(peer, orders, orders, limited);
  const reasons = [...new Set(failures)].map(
    (reason) => `${failures.filter((other) => other === reason).length} × ${reason.slice(0, 60)}`,
  );
  return {
    shop: peer.name,
    orders,
    paid: paid.length,
    oversold: Math.max(0, paid.length - LIMITED_STOCK),
    unsold: Math.max(0, Math.min(orders, LIMITED_STOCK) - paid.length),
    'all answered after, s': roundToDigits(seconds),
    'not paid': reasons.join('; ') || '–',
  };
}

interface Bought {
  /** Time until it was paid, in ms, of each order. */
  readonly paid: readonly number[];
  readonly failures: readonly string[];
  readonly seconds: number;
}

/** Buys with a number of clients, which each place the next order when theirs has an answer. */
async function buyMany(peer: Peer, clients: number, orders: number, choose = () => twoOf(peer)): Promise<Bought> {
  const paid: number[] = [];
  const failures: string[] = [];
  let remaining = orders;
  const startedAt = performance.now();
  const client = async () => {
    while (remaining-- > 0) {
      const placedAt = performance.now();
      try {
        await peer.buy(choose());
        paid.push(performance.now() - placedAt);
      } catch (error) {
        failures.push((error as Error).message);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { paid, failures, seconds: (performance.now() - startedAt) / 1_000 };
}

let nextProduct = 0;

function twoOf({ products }: Peer): string[] {
  nextProduct += 2;
  return [0, 1].map((offset) => products[(nextProduct + offset) % products.length] ?? '');
}

function sumOf<T>(values: ReadonlyMap<string, T>, numberOf: (value: T) => number): number {
  return [...values.values()].reduce((total, value) => total + numberOf(value), 0);
}

/** Counts the database with the shop. @param folder - contains the database's files */
async function withPostgres(peer: Peer, folder: string, postgres: Postgres): Promise<Peer> {
  const children = await childrenOf(process.pid);
  const { pid = NaN } = children.find(({ command }) => command.includes(path.join(folder, 'postgres'))) ?? {};
  return {
    ...peer,
    processes: new Map([...peer.processes, ['postgres', pid]]),
    async stop() {
      await peer.stop();
      await postgres.stop();
    },
  };
}
