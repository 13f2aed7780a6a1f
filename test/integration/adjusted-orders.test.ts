import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Adjustment } from '../../src/contracts/orders.js';
import { addAdjustments } from '../../src/domains/orders/adjustments.js';
import { ReturnsService } from '../../src/domains/orders/returns.service.js';
import { startDomains, type Domains } from '../kit/domains.js';
import { findViolations } from '../kit/invariants.js';
import { newOrder } from '../kit/orders.js';

let domains: Domains;
let returns: ReturnsService;
beforeAll(async () => {
  domains = await startDomains();
  returns = new ReturnsService(domains.source);
});
afterAll(() => domains.stop());

/** Confirms an order of two cups at 10.00 and a pot at 5.49 with the adjustments. */
async function confirm(adjustments: (products: readonly string[]) => Adjustment[]) {
  const order = newOrder();
  const products = order.items.map(({ productId }) => productId);
  const adjusted = { ...order, ...addAdjustments(order, adjustments(products)) };
  await domains.orders.create(adjusted);
  await domains.orders.confirm(order.orderId, randomUUID());
  const [cup = '', pot = ''] = products;
  const giveBack = async (productId: string, quantity: number, returnId = randomUUID()) => {
    const request = { returnId, orderId: order.orderId, lines: [{ productId, quantity }], restock: true, reason: 'x' };
    return (await returns.record(request)).amount;
  };
  return { order: adjusted, cup, pot, giveBack };
}

const tax = (amount: number, productId?: string): Adjustment => ({
  ...{ kind: 'tax', label: 'VAT', amount, included: false },
  ...(productId !== undefined && { productId }),
});
const discount = (amount: number, productId?: string): Adjustment => ({
  ...{ kind: 'discount', label: 'Coupon', amount, included: false },
  ...(productId !== undefined && { productId }),
});

it('stores the adjustments of an order and reads them again', async () => {
  const { order } = await confirm(([cup]) => [tax(484), discount(-100, cup)]);
  const stored = await domains.reader.get(order.orderId);
  expect(stored).toMatchObject({ totalAmount: 2_933, adjustments: order.adjustments });
  expect(await domains.orders.findPricedOrder(order.orderId)).toMatchObject({ adjustments: order.adjustments });
  const plain = await confirm(() => []);
  expect(await domains.orders.findPricedOrder(plain.order.orderId)).not.toHaveProperty('adjustments');
});

it('returns each unit with its share, until all that was paid is returned', async () => {
  const { order, cup, pot, giveBack } = await confirm(() => [tax(100), tax(1)]);
  const amounts = [await giveBack(cup, 1), await giveBack(pot, 1), await giveBack(cup, 1)];
  expect(amounts).toEqual([1_039, 571, 1_040]);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(order.totalAmount);
});

it('returns a unit of which a discount paid all for nothing', async () => {
  const { cup, pot, giveBack } = await confirm(([, product]) => [discount(-549, product)]);
  expect([await giveBack(pot, 1), await giveBack(cup, 2)]).toEqual([0, 2_000]);
});

it('adds up exactly when a return was rejected in between', async () => {
  const { order, cup, pot, giveBack } = await confirm(() => [tax(1)]);
  const rejected = randomUUID();
  await giveBack(cup, 1, rejected);
  const kept = await giveBack(cup, 1);
  await returns.withdraw(rejected);
  expect(kept + (await giveBack(cup, 1)) + (await giveBack(pot, 1))).toBe(order.totalAmount);
});

it('is audited: the total is the sum of the items and of what they do not include', async () => {
  const { order } = await confirm(() => [tax(100), { ...tax(50), included: true }]);
  const violations = async () => Object.keys(await findViolations(domains.database));
  expect(await violations()).not.toContain('orders.total_matches_items');
  await domains.database.query(`UPDATE orders.orders SET adjustments = '[]' WHERE id = $1`, [order.orderId]);
  expect(await violations()).toContain('orders.total_matches_items');
});
