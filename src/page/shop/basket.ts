import { ApiError, type NewOrder, type Product } from '../client.js';
import { formatMoney } from '../../money/money.js';
import { isCard, type PaymentSelection } from './payment-methods.js';

export interface BasketLine {
  readonly product: Product;
  readonly quantity: number;
}

/** Joins the quantities, by product id, with the products; products that are no longer listed are left out. */
export function basketLines(basket: ReadonlyMap<string, number>, products: readonly Product[]): BasketLine[] {
  return products.flatMap((product) => {
    const quantity = basket.get(product.id);
    return quantity === undefined ? [] : [{ product, quantity }];
  });
}

/** @param simulated - whether the payment gateway is the simulated one, the only one that knows the test tokens */
export function toNewOrder(lines: readonly BasketLine[], payment: PaymentSelection, simulated: boolean): NewOrder {
  const withToken = simulated && isCard(payment.method) && payment.token !== '';
  return {
    items: lines.map(({ product, quantity }) => ({ product_id: product.id, quantity })),
    payment_method: payment.method,
    ...(withToken && { payment_token: payment.token }),
  };
}

/** Formats the total in the currency of the first line; empty when there are no lines. */
export function formatTotal(lines: readonly BasketLine[]): string {
  const [first] = lines;
  const total = lines.reduce((sum, { product, quantity }) => sum + quantity * product.price, 0);
  return first ? formatMoney(total, first.product.currency) : '';
}

/** Adds the names of the products that are short, if the error lists any. */
export function withProductNames(error: unknown, products: readonly Product[]): unknown {
  const shortages = error instanceof ApiError ? error.problem?.items : undefined;
  if (!(error instanceof ApiError) || !shortages?.length) return error;
  const descriptions = shortages.map(({ product_id, requested, available }) => {
    const { name } = products.find(({ id }) => id === product_id) ?? { name: product_id };
    return `${requested} × ${name} requested, ${available} available`;
  });
  return new Error(`${error.message.replace(/\.$/, '')}: ${descriptions.join('; ')}`, { cause: error });
}
