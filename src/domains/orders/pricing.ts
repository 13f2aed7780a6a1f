import { ProductInactive, ProductNotFound } from '../catalog/errors.js';
import type { ProductOnSale } from '../catalog/catalog.service.js';
import { MixedCurrencies, TotalOutOfRange } from './errors.js';
import type { OrderLine, PricedOrder } from '../../contracts/orders.js';
import { addAdjustments } from './adjustments.js';
import type { Pricing, PricingFacts } from './pricing-rules.js';

/** Merges lines of the same product, so that the stock check covers their sum. Keeps the order of first occurrence. */
export function mergeLines(lines: readonly OrderLine[]): OrderLine[] {
  const quantities = new Map<string, number>();
  for (const { productId, quantity } of lines) {
    quantities.set(productId, (quantities.get(productId) ?? 0) + quantity);
  }
  return [...quantities].map(([productId, quantity]) => ({ productId, quantity }));
}

/**
 * Prices the lines at the products' current prices.
 *
 * @throws ProductNotFound, ProductInactive for the first line whose product cannot be sold
 * @throws MixedCurrencies when the products do not share one currency
 * @throws TotalOutOfRange when a number cannot represent the total exactly
 */
export function priceOrder(lines: readonly OrderLine[], products: readonly ProductOnSale[]): PricedOrder {
  const byId = new Map(products.map((product) => [product.id, product]));
  const pricedLines = mergeLines(lines).map((line) => {
    const product = byId.get(line.productId);
    if (!product) throw new ProductNotFound(line.productId);
    if (product.status !== 'active') throw new ProductInactive(line.productId);
    return { line, product };
  });
  const currencies = [...new Set(pricedLines.map(({ product }) => product.currency))];
  const [currency] = currencies;
  if (currency === undefined || currencies.length > 1) throw new MixedCurrencies(currencies);

  const items = pricedLines.map(({ line, product: { sku, name, price } }) => ({
    ...line,
    sku,
    name,
    price,
    subtotal: price * line.quantity,
  }));
  const totalAmount = items.reduce((total, item) => total + item.subtotal, 0);
  // Each subtotal is at most the total, so it is exact too.
  if (!Number.isSafeInteger(totalAmount)) throw new TotalOutOfRange();
  return { items, currency, totalAmount };
}

/**
 * Applies the pricing rules of a shop to an order that is priced at the products' prices.
 *
 * @throws OrderNotPriceable, TotalOutOfRange, and what the rules throw
 */
export async function applyPricing(
  order: PricedOrder,
  pricing: Pricing,
  { country, metadata }: PricingFacts,
): Promise<PricedOrder> {
  const { items, currency } = order;
  return addAdjustments(order, await pricing.adjust({ items, currency, country, metadata }));
}
