import type { Session } from '../session/session.js';
import { formatMoney } from '../ui/money.js';
import { Quantity } from './quantity.js';
import { StockForm } from './stock-form.js';
import type { CatalogueEntry } from './use-catalogue.js';

/** Fewer are worth a word. */
const LOW_STOCK_THRESHOLD = 5;

interface Props {
  readonly product: CatalogueEntry;
  readonly quantity: number;
  /** Undefined for those who may not order. */
  readonly onQuantityChange: ((quantity: number) => void) | undefined;
  /** Undefined for those who may not change the stock. */
  readonly operatorSession: Session | undefined;
  readonly onAdjusted: () => void;
}

/** One product: its price, its stock, and what the reader may do about it. */
export function ProductCard({ product, quantity, onQuantityChange, operatorSession, onAdjusted }: Props) {
  const { name, sku, price, currency, stock } = product;
  const forSale = product.status === 'active' && product.available > 0;
  return (
    <li class={`card product ${forSale ? '' : 'unavailable'}`}>
      <div class="product-text">
        <h2>{name}</h2>
        <p class="sku">{sku}</p>
      </div>
      <p class="price">{formatMoney(price, currency)}</p>
      <p class="stock">{stock ? `${stock.available} free, ${stock.reserved} held` : stockLabel(product)}</p>
      {onQuantityChange && (forSale || quantity > 0) && (
        <Quantity name={name} value={quantity} max={product.available} onChange={onQuantityChange} />
      )}
      {operatorSession && stock && <StockForm product={product} session={operatorSession} onAdjusted={onAdjusted} />}
    </li>
  );
}

function stockLabel({ status, available }: CatalogueEntry): string {
  if (status === 'inactive') return 'No longer sold';
  if (available === 0) return 'Sold out';
  return available <= LOW_STOCK_THRESHOLD ? `Only ${available} left` : `${available} in stock`;
}
