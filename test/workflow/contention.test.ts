import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { findViolations } from '../kit/invariants.js';
import { readStock } from '../kit/observe.js';
import { replayAll } from '../kit/replay.js';
import { startSystem, type System } from '../kit/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem('dev-server');
});
afterAll(async () => {
  await replayAll(system);
  await system.stop();
});
afterEach(async () => {
  expect(await findViolations(system.database)).toEqual({});
});

const countStatuses = async (placed: Promise<{ handle: { result(): Promise<{ status: string }> } }>[]) => {
  const results = await Promise.all(placed.map(async (order) => (await order).handle.result()));
  return results.reduce<Record<string, number>>((counts, { status }) => {
    return { ...counts, [status]: (counts[status] ?? 0) + 1 };
  }, {});
};

it('confirms exactly 50 of 200 concurrent orders for a stock of 50', async () => {
  const product = await system.addProduct(50);
  const lines = [{ productId: product.id, quantity: 1 }];
  const placed = Array.from({ length: 200 }, () => system.place({ lines }));
  expect(await countStatuses(placed)).toEqual({ confirmed: 50, rejected: 150 });
  expect(await readStock(system, product.id)).toEqual({ available: 0, reserved: 0, total: 0 });
});

it('does not deadlock when orders name the same products in opposite order', async () => {
  const products = await Promise.all(Array.from({ length: 4 }, () => system.addProduct(100)));
  const forward = products.map(({ id }) => ({ productId: id, quantity: 1 }));
  const placed = Array.from({ length: 60 }, (_, i) =>
    system.place({ lines: i % 2 === 0 ? forward : forward.toReversed() }),
  );
  expect(await countStatuses(placed)).toEqual({ confirmed: 60 });
  const [{ deadlocks } = { deadlocks: -1 }] = await system.database.query<{ deadlocks: number }>(
    'SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()',
  );
  expect(deadlocks).toBe(0);
});

it('sells the last piece to one of three customers and charges no other', async () => {
  const product = await system.addProduct(1);
  const lines = [{ productId: product.id, quantity: 1 }];
  const placed = Array.from({ length: 3 }, () => system.place({ lines }));
  expect(await countStatuses(placed)).toEqual({ confirmed: 1, rejected: 2 });
});
