import type { PricingRequest } from '../../contracts/orders.js';
import { DomainError } from '../../domains/domain-error.js';
import { findShortage } from '../../domains/inventory/shortage.js';
import { priceOrder } from '../../domains/orders/pricing.js';
import { assertPayable } from '../../domains/payments/payable.js';
import type { PaymentCapabilities } from '../../domains/payments/payment-gateway.js';
import type { Offers } from './offers.js';

/**
 * Finds the reason to refuse an order before a run is started: the error with which the run would reject it now. Without one, the
 * run still decides, because products and stock may change before it reads them.
 *
 * @param capabilities - of the payment provider; undefined leaves the payment to the run
 */
export async function findEarlyRefusal(
  { lines, payment }: Pick<PricingRequest, 'lines' | 'payment'>,
  offers: Pick<Offers, 'find'>,
  capabilities: PaymentCapabilities | undefined,
): Promise<DomainError | undefined> {
  const found = await offers.find([...new Set(lines.map(({ productId }) => productId))]);
  try {
    const { items, currency, totalAmount: amount } = priceOrder(lines, found);
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
