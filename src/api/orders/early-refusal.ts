import type { PricingRequest } from '../../contracts/orders.js';
import { DomainError } from '../../domains/domain-error.js';
import { findShortage } from '../../domains/inventory/shortage.js';
import { applyPricing, priceOrder } from '../../domains/orders/pricing.js';
import type { Pricing, PricingFacts } from '../../domains/orders/pricing-rules.js';
import { assertPayable } from '../../domains/payments/payable.js';
import type { PaymentCapabilities } from '../../domains/payments/payment-gateway.js';
import type { Offers } from './offers.js';

interface RefusalRules {
  /** Of the payment provider; without them, the payment is left to the run. */
  readonly capabilities?: PaymentCapabilities | undefined;
  /** Without rules, an order costs the sum of its items. */
  readonly pricing?: Pricing | undefined;
  readonly facts?: PricingFacts;
}

const NO_FACTS: PricingFacts = { country: null, metadata: {} };

/**
 * Finds the reason to refuse an order before a run is started: the error with which the run would reject it now. Without one, the
 * run still decides, because products and stock may change before it reads them.
 */
export async function findEarlyRefusal(
  { lines, payment }: Pick<PricingRequest, 'lines' | 'payment'>,
  offers: Pick<Offers, 'find'>,
  { capabilities, pricing, facts = NO_FACTS }: RefusalRules,
): Promise<DomainError | undefined> {
  const found = await offers.find([...new Set(lines.map(({ productId }) => productId))]);
  try {
    const atPrices = priceOrder(lines, found);
    const priced = pricing ? await applyPricing(atPrices, pricing, facts) : atPrices;
    const { items, currency, totalAmount: amount } = priced;
    if (payment && capabilities) assertPayable(capabilities, { ...payment, currency, amount });
    const available = found.flatMap(({ id, available }): [string, number][] =>
      available === null ? [] : [[id, available]],
    );
    return findShortage(items, new Map(available));
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
