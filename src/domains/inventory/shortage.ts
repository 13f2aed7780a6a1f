import type { StockRequest } from '../../contracts/inventory.js';
import { InsufficientInventory, ProductNotInInventory } from './errors.js';

/**
 * The error of a reservation that the stock does not permit; undefined when it permits all lines.
 *
 * @param lines - one line for each product
 * @param available - units by product id; products without stock rows are missing
 */
export function findShortage(
  lines: StockRequest['lines'],
  available: ReadonlyMap<string, number>,
): ProductNotInInventory | InsufficientInventory | undefined {
  const unknown = lines.map(({ productId }) => productId).filter((id) => !available.has(id));
  if (unknown.length > 0) return new ProductNotInInventory(unknown);
  const shortages = lines
    .map(({ productId, quantity }) => ({ productId, requested: quantity, available: available.get(productId) ?? 0 }))
    .filter((line) => line.available < line.requested);
  return shortages.length > 0 ? new InsufficientInventory(shortages) : undefined;
}
