import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { Quantity } from './quantity.js';
import { StockForm } from './stock-form.js';
import { stockLabel } from './stock-label.js';
import { text } from './text.js';
import type { CatalogueEntry } from './use-catalogue.js';

interface Props {
  readonly product: CatalogueEntry;
  readonly quantity: number;
  /** Undefined when the user may not order. */
  readonly onQuantityChange: ((quantity: number) => void) | undefined;
  /** Undefined when the user may not change the stock. */
  readonly operatorSession: Session | undefined;
  readonly onAdjusted: () => void;
}

export function ProductCard({ product, quantity, onQuantityChange, operatorSession, onAdjusted }: Props) {
  const t = useText(text);
  const formats = useFormats();
  const { number, money } = formats;
  const { name, sku, price, currency, stock } = product;
  const forSale = product.status === 'active' && product.available > 0;
  return (
    <li class={`card product ${forSale ? '' : 'unavailable'}`}>
      <div class="product-text">
        <h2>{name}</h2>
        <p class="sku">{sku}</p>
      </div>
      <p class="price">{money(price, currency)}</p>
      <p class="stock">
        {stock
          ? t.stock.forOperators(number(stock.available), number(stock.reserved))
          : stockLabel(product, t, formats)}
      </p>
      {onQuantityChange && (forSale || quantity > 0) && (
        <Quantity name={name} value={quantity} max={product.available} onChange={onQuantityChange} />
      )}
      {operatorSession && stock && <StockForm product={product} session={operatorSession} onAdjusted={onAdjusted} />}
    </li>
  );
}
