import { afterAll, beforeAll, expect, it } from 'vitest';
import { findViolations } from '../kit/invariants.js';
import { waitUntil } from '../kit/observe.js';
import { seededRandom } from '../kit/random.js';
import { startStorefront, type Storefront } from '../kit/storefront.js';

const ORDERS = 1_000;
const random = seededRandom(1);

let shop: Storefront;
beforeAll(async () => {
  shop = await startStorefront();
});
afterAll(() => shop.stop());

it(`charges once and refunds nothing when webhook and charge response race, ${ORDERS} times`, async () => {
  const { system } = shop;
  const product = await system.addProduct(ORDERS);
  // A random delay varies which of the two is recorded first.
  system.fault = async (name, run) => {
    const result = await run();
    if (name === 'processPayment') await new Promise((resolve) => setTimeout(resolve, random() * 30));
    return result;
  };
  const lines = [{ productId: product.id, quantity: 1 }];
  const place = async () => {
    for (let i = 0; i < ORDERS / 20; i += 1) await (await system.place({ lines })).handle.result();
  };
  await Promise.all(Array.from({ length: 20 }, place));

  const [ledger] = await system.database.query<{ charges: number; refunds: number; confirmed: number }>(
    `SELECT (SELECT count(*) FROM gateway.charges WHERE status = 'succeeded')::int AS charges,
            (SELECT count(*) FROM gateway.refunds)::int AS refunds,
            (SELECT count(*) FROM orders.orders WHERE status = 'confirmed')::int AS confirmed`,
  );
  expect(ledger).toEqual({ charges: ORDERS, refunds: 0, confirmed: ORDERS });
  const dispatched = await waitUntil(
    () => system.database.query('SELECT FROM payments.gateway_events WHERE handed_at IS NOT NULL'),
    (events) => events.length === ORDERS,
  );
  expect(dispatched).toHaveLength(ORDERS);
  expect(await findViolations(system.database)).toEqual({});
}, 400_000);
