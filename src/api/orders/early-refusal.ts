import type { PricedOrder, PricingRequest } from '../../contracts/orders.js';
import { DomainError } from '../../domains/domain-error.js';
import { findShortage } from '../../domains/inventory/shortage.js';
import { priceOrder } from '../../domains/orders/pricing.js';
import { assertPayable } from '../../domains/payments/payable.js';
import type { PaymentCapabilities } from '../../domains/payments/payment-gateway.js';
import type { Offers } from './offers.js';

/** What the API finds out about an order before a run is started. The run still decides: products and stock may change. */
interface Quote {
  /** The order at current prices; undefined when it cannot be priced. */
  readonly priced?: PricedOrder;
  /** The error with which the run would reject the order now. */
  readonly refusal?: DomainError;
}

/**
 * Prices an order and finds the reason to refuse it before a run is started.
 *
 * @param capabilities - of the payment provider; undefined leaves the payment to the run
 */
export async function quoteOrder(
  { lines, payment }: Pick<PricingRequest, 'lines' | 'payment'>,
  offers: Pick<Offers, 'find'>,
  capabilities: PaymentCapabilities | undefined,
): Promise<Quote> {
  const found = await offers.find([...new Set(lines.map(({ productId }) => productId))]);
  let priced: PricedOrder | undefined;
  try {
    priced = priceOrder(lines, found);
    const { items, currency, totalAmount: amount } = priced;
    if (payment && capabilities) assertPayable(capabilities, { ...payment, currency, amount });
    const available = found.flatMap(({ id, available }): [string, number][] =>
      available === null ? [] : [[id, available]],
    );
    const refusal = findShortage(items, new Map(available));
    return { priced, ...(refusal && { refusal }) };
  } catch (error) {
    if (error instanceof DomainError) return { ...(priced && { priced }), refusal: error };
    throw error;
  }
}
