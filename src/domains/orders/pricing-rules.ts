import type { Adjustment, PricedOrder } from '../../contracts/orders.js';

/** What the caller said about an order that its price may depend on. It contains no personal data. */
export interface PricingFacts {
  /** Country of the shipping address, ISO 3166-1 alpha-2; null without an address. */
  readonly country: string | null;
  /** The metadata of the request, for example a coupon. */
  readonly metadata: Readonly<Record<string, string>>;
}

type PricingContext = Pick<PricedOrder, 'items' | 'currency'> & PricingFacts;

/** The taxes, shipping costs and discounts of a shop. */
export interface Pricing {
  /**
   * Runs in the price step and, before it, in the API. It must be quick and answer both calls alike.
   *
   * @returns the adjustments in the order in which they are shown
   * @throws DomainError to reject the order
   */
  adjust(order: PricingContext): readonly Adjustment[] | Promise<readonly Adjustment[]>;
}

/** The rules that the API and the orders worker apply. Replace `undefined`, with which orders cost the sum of their items. */
export const SHOP_PRICING: Pricing | undefined = undefined;
