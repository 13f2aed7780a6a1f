import { useFormats, useText } from '../i18n/use-language.js';
import { announce } from '../ui/announcer.js';
import { totals, type BasketLine } from './basket.js';
import { Quantity } from './quantity.js';
import { text } from './text.js';

interface Props {
  readonly lines: readonly BasketLine[];
  readonly setQuantity: (productId: string, quantity: number) => void;
}

/** The lines of the basket, which can be changed here, and the total of each currency. */
export function CheckoutLines({ lines, setQuantity }: Props) {
  const t = useText(text);
  const { money } = useFormats();
  const sums = [...totals(lines)];
  const change = ({ product }: BasketLine, quantity: number) => {
    setQuantity(product.id, quantity);
    if (quantity > 0) return;
    announce(t.removed(product.name));
    // The buttons of the line are removed with it.
    document.getElementById('checkout')?.focus();
  };
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li key={line.product.id} class="basket-line">
          <span class="line-name">{line.product.name}</span>
          <span class="amount">{money(line.quantity * line.product.price, line.product.currency)}</span>
          <Quantity
            name={line.product.name}
            value={line.quantity}
            max={line.product.available}
            onChange={(quantity) => change(line, quantity)}
          />
          <button
            type="button"
            class="button quiet"
            aria-label={t.removeProduct(line.product.name)}
            onClick={() => change(line, 0)}
          >
            {t.remove}
          </button>
        </li>
      ))}
      {sums.map(([currency, sum]) => (
        <li key={currency} class="total">
          <span>{sums.length === 1 ? t.total : t.totalIn(currency)}</span>
          <span class="amount">{money(sum, currency)}</span>
        </li>
      ))}
    </ul>
  );
}
