import type { Session } from '../session/session.js';
import { money } from '../ui/money.js';
import { Quantity } from './quantity.js';
import { StockForm } from './stock-form.js';
import type { CatalogueEntry } from './use-catalogue.js';

/** Fewer are worth a word. */
const FEW = 5;

interface Props {
  readonly product: CatalogueEntry;
  readonly quantity: number;
  /** Undefined for those who may not order. */
  readonly onQuantity: ((quantity: number) => void) | undefined;
  /** Undefined for those who may not change the stock. */
  readonly operator: Session | undefined;
  readonly onAdjusted: () => void;
}

/** One product: its price, its stock, and what the reader may do about it. */
export function ProductCard({ product, quantity, onQuantity, operator, onAdjusted }: Props) {
  const { name, sku, price, currency, stock } = product;
  const forSale = product.status === 'active' && product.available > 0;
  return (
    <li class={`card product ${forSale ? '' : 'unavailable'}`}>
      <div class="product-text">
        <h2>{name}</h2>
        <p class="sku">{sku}</p>
      </div>
      <p class="price">{money(price, currency)}</p>
      <p class="stock">{stock ? `${stock.available} free, ${stock.reserved} held` : stockWords(product)}</p>
      {onQuantity && (forSale || quantity > 0) && (
        <Quantity name={name} value={quantity} max={product.available} onChange={onQuantity} />
      )}
      {operator && stock && <StockForm product={product} session={operator} onAdjusted={onAdjusted} />}
    </li>
  );
}

function stockWords({ status, available }: CatalogueEntry): string {
  if (status === 'inactive') return 'No longer sold';
  if (available === 0) return 'Sold out';
  return available <= FEW ? `Only ${available} left` : `${available} in stock`;
}
