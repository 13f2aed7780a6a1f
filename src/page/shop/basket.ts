import type { NewOrder, Product } from '../client.js';
import { isCard, type PaymentSelection } from './payment-methods.js';

/** Quantities by product id. */
export type Basket = ReadonlyMap<string, number>;

export interface BasketLine {
  readonly product: Product;
  readonly quantity: number;
}

/** Joins the quantities with the products; products that are no longer listed are left out. */
export function basketLines(basket: Basket, products: readonly Product[]): BasketLine[] {
  return products.flatMap((product) => {
    const quantity = basket.get(product.id);
    return quantity === undefined ? [] : [{ product, quantity }];
  });
}

/** @param simulated - whether the payment gateway is the simulated one, the only one that knows the test tokens */
export function toNewOrder(
  items: NewOrder['items'],
  { method, testCard }: PaymentSelection,
  simulated: boolean,
): NewOrder {
  const withToken = simulated && isCard(method) && testCard !== 'random';
  return { items, payment_method: method, ...(withToken && { payment_token: testCard }) };
}

export function orderItems(lines: readonly BasketLine[]): NewOrder['items'] {
  return lines.map(({ product, quantity }) => ({ product_id: product.id, quantity }));
}

/** The total in minor units of each currency; amounts of different currencies are never added up. */
export function totals(lines: readonly BasketLine[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { product, quantity } of lines) {
    sums.set(product.currency, (sums.get(product.currency) ?? 0) + quantity * product.price);
  }
  return sums;
}

/** Reads a stored basket; whatever is not a quantity is left out. @param stored - as `formatBasket` writes it */
export function parseBasket(stored: string | null): Basket {
  try {
    const entries: unknown[] = Object.entries(JSON.parse(stored ?? '{}') as object);
    return new Map(entries.filter(isEntry));
  } catch {
    return new Map();
  }
}

export function formatBasket(basket: Basket): string {
  return JSON.stringify(Object.fromEntries(basket));
}

function isEntry(entry: unknown): entry is [string, number] {
  const [, quantity] = entry as [string, unknown];
  return typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity > 0;
}
