import type { OrderLine } from '../../contracts/orders.js';
import { DomainError } from '../../domains/domain-error.js';
import { findShortage } from '../../domains/inventory/shortage.js';
import { priceOrder } from '../../domains/orders/pricing.js';
import type { Offers } from './offers.js';

/**
 * Finds the reason to refuse an order before a run is started: the error with which the run would reject it now. Without one, the
 * run still decides, because products and stock may change before it reads them.
 */
export async function findEarlyRefusal(
  lines: readonly OrderLine[],
  offers: Pick<Offers, 'find'>,
): Promise<DomainError | undefined> {
  const found = await offers.find([...new Set(lines.map(({ productId }) => productId))]);
  try {
    const { items } = priceOrder(lines, found);
    const available = found.flatMap(({ id, available }): [string, number][] =>
      available === null ? [] : [[id, available]],
    );
    return findShortage(items, new Map(available));
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
