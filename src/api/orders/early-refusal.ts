import type { PricedOrder, PricingRequest } from '../../contracts/orders.js';
import { DomainError } from '../../domains/domain-error.js';
import { findShortage } from '../../domains/inventory/shortage.js';
import { applyPricing, priceOrder } from '../../domains/orders/pricing.js';
import type { Pricing, PricingFacts } from '../../domains/orders/pricing-rules.js';
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

interface RefusalRules {
  /** Of the payment provider; without them, the payment is left to the run. */
  readonly capabilities?: PaymentCapabilities | undefined;
  /** Without rules, an order costs the sum of its items. */
  readonly pricing?: Pricing | undefined;
  readonly facts?: PricingFacts;
}

const NO_FACTS: PricingFacts = { country: null, metadata: {} };

/**
 * Prices an order and finds the reason to refuse it before a run is started. Without one, the run still decides, because products and
 * stock may change before it reads them.
 */
export async function quoteOrder(
  { lines, payment }: Pick<PricingRequest, 'lines' | 'payment'>,
  offers: Pick<Offers, 'find'>,
  { capabilities, pricing, facts = NO_FACTS }: RefusalRules,
): Promise<Quote> {
  const found = await offers.find([...new Set(lines.map(({ productId }) => productId))]);
  let priced: PricedOrder | undefined;
  try {
    const atPrices = priceOrder(lines, found);
    priced = pricing ? await applyPricing(atPrices, pricing, facts) : atPrices;
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
