import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { catalogSchema } from '../../src/domains/catalog/schema.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { inventorySchema } from '../../src/domains/inventory/schema.js';
import { AftermathCounter } from '../aftermath.js';
import type { Bench } from '../bench.js';
import { closedLoop } from '../load/loops.js';
import { seedCatalogue } from '../load/order.js';
import { isPlaced, Shop, type Attempt } from '../load/shop.js';
import type { Options } from '../options.js';
import { AS_SHIPPED, type Stack } from '../stack.js';
import { percentile } from '../statistics.js';
import { roundToDigits, table } from '../table.js';

const STOCK = 50;
const WARM_UP_CLIENTS = 10;
const WARM_UP_ORDERS = 200;
const USERS = Array.from({ length: 200 }, () => randomUUID());

/** Sells a product of 50 units to many more orders. Clients repeat an order with its key when the API asks them to. */
export async function measureFlashSale({ rounds, orders, clients: clientCounts }: Options, bench: Bench) {
  const stack = await bench.startStack(AS_SHIPPED);
  const counter = new AftermathCounter(stack);
  await counter.connect();
  bench.onStop(() => counter.close());
  const shop = new Shop(stack.url, Math.max(...clientCounts));
  bench.onStop(() => shop.close());
  const newOrder = await seedCatalogue(stack.databaseUrl);
  await closedLoop(async (order) => latencyOf(await shop.place(order)), newOrder, WARM_UP_CLIENTS, WARM_UP_ORDERS);
  await counter.settle();

  const rows = [];
  for (const clients of clientCounts) {
    for (let round = 1; round <= rounds; round++) {
      rows.push({ clients, ...(await sell(stack, shop, counter, clients, orders)) });
      bench.log(`${clients} clients, round ${round} of ${rounds}`);
    }
  }
  bench.print(table(rows));
  return rows;
}

async function sell(stack: Stack, shop: Shop, counter: AftermathCounter, clients: number, orders: number) {
  const productId = await addProduct(stack);
  const startedAt = new Date();
  const transactions = await counter.transactions();
  const attempts: (Attempt & { readonly at: number })[] = [];
  await closedLoop(
    async (order) => {
      for (;;) {
        const attempt = await shop.place(order, { idempotencyKey: order.orderId });
        attempts.push({ ...attempt, at: performance.now() });
        if (attempt.retryAfterSeconds === 0) return latencyOf(attempt);
        await sleep(attempt.retryAfterSeconds * 1_000);
      }
    },
    () => ({
      orderId: randomUUID(),
      userId: USERS[attempts.length % USERS.length] ?? '',
      lines: [{ productId, quantity: 1 }],
    }),
    clients,
    orders,
  );
  const refused = attempts.filter(({ code }) => code === 'insufficient_stock');
  const placed = attempts.filter(isPlaced);
  const spentTransactions = (await counter.transactions()) - transactions;
  const aftermath = await counter.since(startedAt, new Set(placed.map(({ orderId }) => orderId ?? '')));
  const times = refused.map(({ ms }) => ms);
  const ends = refused.map(({ at }) => at);
  // Clients that were asked to wait return one by one at the end, after all other requests.
  const seconds = (percentile(ends, 95) - percentile(ends, 5)) / 1_000;
  return {
    placed: placed.length,
    oversold: Math.max(0, aftermath.confirmed - STOCK),
    'sold out': refused.length,
    'asked to wait': attempts.filter(({ retryAfterSeconds }) => retryAfterSeconds > 0).length,
    'refusals/s': roundToDigits((refused.length * 0.9) / seconds),
    'refusal p50, ms': roundToDigits(percentile(times, 50)),
    'p99, ms': roundToDigits(percentile(times, 99)),
    'runs started': aftermath.runs,
    'transactions/order': roundToDigits(spentTransactions / orders),
    'charged though refused': aftermath.chargedThoughRefused,
  };
}

async function addProduct({ databaseUrl }: Stack): Promise<string> {
  const database = await openDatabase(databaseUrl, [catalogSchema, inventorySchema], { poolSize: 1 });
  try {
    const id = randomUUID();
    await new CatalogService(database).create({ id, sku: id, name: 'Flash sale', price: 1_999, currency: 'USD' });
    await new InventoryService(database).create({ productId: id, sku: id, quantity: STOCK, warehouseCode: 'MAIN' });
    return id;
  } finally {
    await database.destroy();
  }
}

function latencyOf({ ms }: Attempt) {
  return { acceptMs: ms, confirmMs: ms };
}
