import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adjustment, PricedOrder } from '../../src/contracts/orders.js';
import { addAdjustments, amountsPaid } from '../../src/domains/orders/adjustments.js';
import { allocate, shareOfUnits } from '../../src/domains/orders/allocation.js';
import { OrderNotPriceable, TotalOutOfRange } from '../../src/domains/orders/errors.js';
import { applyPricing } from '../../src/domains/orders/pricing.js';
import { examplePricing } from '../kit/example-pricing.js';
import { readDocument } from '../kit/markdown.js';
import { propertyParameters } from '../kit/random.js';

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** An order of one line for each price and quantity. */
function orderOf(...lines: (readonly [price: number, quantity: number])[]): PricedOrder {
  const items = lines.map(([price, quantity], index) => {
    const productId = `p${index}`;
    return { productId, sku: productId, name: productId, price, quantity, subtotal: price * quantity };
  });
  return { items, currency: 'EUR', totalAmount: sum(items.map(({ subtotal }) => subtotal)) };
}

const adjustment = (amount: number, overrides: Partial<Adjustment> = {}): Adjustment => ({
  kind: amount < 0 ? 'discount' : 'tax',
  label: 'Adjustment',
  amount,
  included: false,
  ...overrides,
});

describe('allocate', () => {
  it('gives the units that are left to the largest fractions', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(10, [1, 2, 4])).toEqual([1, 3, 6]);
  });

  it('divides equally when no weight counts', () => {
    expect(allocate(3, [0, 0])).toEqual([2, 1]);
  });

  it('is exact for amounts whose product exceeds 2^53', () => {
    expect(sum(allocate(2 ** 53 - 1, [2 ** 52, 2 ** 51, 1]))).toBe(2 ** 53 - 1);
  });
});

describe('addAdjustments', () => {
  it('adds what the prices do not include', () => {
    const adjustments = [adjustment(190), adjustment(-100), adjustment(160, { included: true })];
    expect(addAdjustments(orderOf([1_000, 1]), adjustments)).toMatchObject({ totalAmount: 1_090, adjustments });
  });

  it('leaves an order without adjustments as it is', () => {
    const order = orderOf([1_000, 1]);
    expect(addAdjustments(order, [])).toBe(order);
  });

  it.each([
    ['a fraction of a minor unit', adjustment(0.5), 'not a whole number'],
    ['a negative tax', adjustment(-1, { kind: 'tax' }), 'wrong sign'],
    ['a positive discount', adjustment(1, { kind: 'discount' }), 'wrong sign'],
    ['a label that hides text', adjustment(1, { label: 'a\u202eb' }), 'label'],
    ['a product that was not ordered', adjustment(1, { productId: 'other' }), 'does not contain'],
    ['a line that costs less than nothing', adjustment(-101, { productId: 'p0' }), 'exceed the price'],
    ['nothing to pay', adjustment(-1_100), 'nothing to pay'],
  ])('rejects %s', (_, bad, message) => {
    const attempt = () => addAdjustments(orderOf([100, 1], [1_000, 1]), [bad]);
    expect(attempt).toThrow(OrderNotPriceable);
    expect(attempt).toThrow(message);
  });

  it('rejects a total that a number cannot represent exactly', () => {
    expect(() => addAdjustments(orderOf([2 ** 52, 1]), [adjustment(2 ** 52)])).toThrow(TotalOutOfRange);
  });
});

describe('amountsPaid', () => {
  it('adds the adjustments of a line to it and shares those of the order', () => {
    const { items } = orderOf([1_000, 1], [3_000, 1]);
    expect(amountsPaid(items, [adjustment(400), adjustment(-500, { productId: 'p1' })])).toEqual([1_114, 2_786]);
  });

  it('shares the shipping of free items by their prices', () => {
    const { items } = orderOf([100, 1], [300, 1]);
    const free = [adjustment(-100, { productId: 'p0' }), adjustment(-300, { productId: 'p1' })];
    expect(amountsPaid(items, [...free, adjustment(40, { kind: 'shipping' })])).toEqual([10, 30]);
  });
});

const amount = fc.integer({ min: 1, max: 1_000_000_000 });
const lines = fc.array(fc.tuple(amount, fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 8 });
const rawAdjustment = fc.record({
  kind: fc.constantFrom('tax', 'shipping', 'discount'),
  amount: fc.integer({ min: 0, max: 2_000_000_000 }),
  line: fc.option(fc.nat({ max: 7 }), { nil: undefined }),
  included: fc.boolean(),
});

it('keeps the sum to the minor unit, and refunds exactly what was paid when all is returned', () => {
  let priced = 0;
  fc.assert(
    fc.property(lines, fc.array(rawAdjustment, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (bought, raw, picks) => {
      const order = orderOf(...bought);
      const adjustments = raw.map(({ kind, amount: size, line, included }): Adjustment => {
        const productId = line === undefined ? undefined : `p${line % bought.length}`;
        const signed = kind === 'discount' && size > 0 ? -size : size;
        return { kind, label: kind, amount: signed, included, ...(productId !== undefined && { productId }) };
      });
      let withAdjustments: PricedOrder;
      try {
        withAdjustments = addAdjustments(order, adjustments);
      } catch (error) {
        expect(error).toBeInstanceOf(OrderNotPriceable);
        return;
      }
      priced += 1;
      const added = adjustments.filter(({ included }) => !included).map((each) => each.amount);
      expect(withAdjustments.totalAmount).toBe(order.totalAmount + sum(added));
      const paid = amountsPaid(order.items, adjustments);
      expect(sum(paid)).toBe(withAdjustments.totalAmount);
      expect(Math.min(...paid)).toBeGreaterThanOrEqual(0);

      // Units are returned in any portions, of any lines in turn.
      const returned = order.items.map(({ quantity }, index) => ({
        quantity,
        paid: paid[index] ?? 0,
        units: 0,
        amount: 0,
      }));
      const pick = (count: number) => (picks.next().value ?? 0) % count;
      const left = () => returned.filter(({ units, quantity }) => units < quantity);
      for (let open = left(); open.length > 0; open = left()) {
        const line = open[pick(open.length)] ?? expect.fail();
        line.units += 1 + pick(line.quantity - line.units);
        const upTo = shareOfUnits(line.paid, line.units, line.quantity);
        expect(upTo).toBeGreaterThanOrEqual(line.amount);
        line.amount = upTo;
      }
      expect(sum(returned.map((line) => line.amount))).toBe(withAdjustments.totalAmount);
    }),
    propertyParameters({ seed: 26, numRuns: 500 }),
  );
  expect(priced).toBeGreaterThan(100);
});

describe('the example rules', () => {
  it('are those of the guide', async () => {
    const source = await readFile(new URL('../kit/example-pricing.ts', import.meta.url), 'utf8');
    expect(readDocument('docs/how-to/price-orders.md')).toContain(source);
  });

  it.each([
    ['ships a small order', { country: null, metadata: {} }, 1_490],
    ['adds the tax of the country', { country: 'DE', metadata: {} }, 1_773],
    ['takes a coupon off before the tax', { country: 'DE', metadata: { coupon: 'WELCOME' } }, 1_654],
    ['ignores an unknown coupon', { country: null, metadata: { coupon: 'OTHER' } }, 1_490],
  ])('%s', async (_, facts, total) => {
    expect((await applyPricing(orderOf([1_000, 1]), examplePricing, facts)).totalAmount).toBe(total);
  });

  it('ships a large order for nothing', async () => {
    const facts = { country: null, metadata: {} };
    expect((await applyPricing(orderOf([5_000, 1]), examplePricing, facts)).totalAmount).toBe(5_000);
  });
});
