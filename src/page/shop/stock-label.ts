import type { Product } from '../client.js';
import type { Formats } from '../i18n/formats.js';
import type { text } from './text.js';

/** From this many units downwards the label says how few are left. */
const LOW_STOCK_THRESHOLD = 5;

export function stockLabel(
  { status, available }: Pick<Product, 'status' | 'available'>,
  { stock }: Pick<(typeof text)['en'], 'stock'>,
  { number }: Pick<Formats, 'number'>,
): string {
  if (status === 'inactive') return stock.inactive;
  if (available === 0) return stock.soldOut;
  return (available <= LOW_STOCK_THRESHOLD ? stock.low : stock.inStock)(number(available));
}
