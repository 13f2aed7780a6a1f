import type { Adjustment, PricedOrder } from '../../contracts/orders.js';
import { isSafeText } from '../../text/safe-text.js';
import { allocate } from './allocation.js';
import { OrderNotPriceable, TotalOutOfRange } from './errors.js';

/** Bounds the history of a run, which contains the adjustments. */
const MAX_ADJUSTMENTS = 200;

/** The part of an item that its amount depends on. */
interface AdjustedItem {
  readonly productId: string;
  /** Minor units. */
  readonly subtotal: number;
}

/**
 * Adds adjustments to an order: those that the prices do not include change its total.
 *
 * @throws OrderNotPriceable when an adjustment is malformed, a line costs less than nothing, or nothing is left to pay
 * @throws TotalOutOfRange when a number cannot represent the total exactly
 */
export function addAdjustments(order: PricedOrder, adjustments: readonly Adjustment[]): PricedOrder {
  if (adjustments.length === 0) return order;
  if (adjustments.length > MAX_ADJUSTMENTS)
    throw new OrderNotPriceable(`An order has at most ${MAX_ADJUSTMENTS} adjustments.`);
  const products = new Set(order.items.map(({ productId }) => productId));
  for (const adjustment of adjustments) assertAdjustment(adjustment, products);
  order.items.forEach((item) => {
    if (lineTotal(item, adjustments) < 0)
      throw new OrderNotPriceable(`The discounts exceed the price of product ${item.productId}.`);
  });
  const totalAmount = order.totalAmount + sumOfAdded(adjustments);
  if (!Number.isSafeInteger(totalAmount)) throw new TotalOutOfRange();
  if (totalAmount < 1) throw new OrderNotPriceable('The discounts leave nothing to pay.');
  return { ...order, totalAmount, adjustments };
}

/**
 * What was paid for each item: its subtotal, the adjustments of its line and its share of those of the whole order. The shares are
 * in proportion to what the lines cost before, rounded by the largest remainder.
 *
 * @returns amounts in minor units, in the order of the items, which add up to the total
 */
export function amountsPaid(items: readonly AdjustedItem[], adjustments: readonly Adjustment[]): number[] {
  const lineTotals = items.map((item) => lineTotal(item, adjustments));
  const ofOrder = sumOfAdded(adjustments.filter(({ productId }) => productId === undefined));
  if (ofOrder === 0) return lineTotals;
  const total = lineTotals.reduce((sum, amount) => sum + amount, ofOrder);
  const isFree = lineTotals.every((amount) => amount === 0);
  return allocate(total, isFree ? items.map(({ subtotal }) => subtotal) : lineTotals);
}

/** The sum of the adjustments that the prices do not include, in minor units. */
function sumOfAdded(adjustments: readonly Adjustment[]): number {
  return adjustments.reduce((sum, { amount, included }) => (included ? sum : sum + amount), 0);
}

function lineTotal({ productId, subtotal }: AdjustedItem, adjustments: readonly Adjustment[]): number {
  return subtotal + sumOfAdded(adjustments.filter((adjustment) => adjustment.productId === productId));
}

function assertAdjustment({ kind, label, amount, productId }: Adjustment, products: ReadonlySet<string>): void {
  if (!Number.isSafeInteger(amount)) throw new OrderNotPriceable(`The amount of "${label}" is not a whole number.`);
  if (kind === 'discount' ? amount > 0 : amount < 0)
    throw new OrderNotPriceable(`A ${kind} of ${amount} has the wrong sign. Only discounts are negative.`);
  if (label === '' || label.length > 255 || !isSafeText(label))
    throw new OrderNotPriceable('A label is one line of 1 to 255 characters.');
  if (productId !== undefined && !products.has(productId))
    throw new OrderNotPriceable(`"${label}" belongs to product ${productId}, which the order does not contain.`);
}
