import type { Product } from '../client.js';

/** From this many units downwards the label says how few are left. */
const LOW_STOCK_THRESHOLD = 5;

export function stockLabel({ status, available }: Pick<Product, 'status' | 'available'>): string {
  if (status === 'inactive') return 'No longer sold';
  if (available === 0) return 'Sold out';
  return available <= LOW_STOCK_THRESHOLD ? `Only ${available} left` : `${available} in stock`;
}
