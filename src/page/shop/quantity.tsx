import { useLayoutEffect, useRef } from 'preact/hooks';
import { useFormats, useText } from '../i18n/use-language.js';
import { announce } from '../ui/announcer.js';
import { text } from './text.js';

interface Props {
  readonly name: string;
  readonly value: number;
  readonly max: number;
  readonly onChange: (quantity: number) => void;
}

/** The quantity of a product in the order. The focus stays on it when its buttons change. */
export function Quantity({ name, value, max, onChange }: Props) {
  const t = useText(text);
  const { number } = useFormats();
  const add = useRef<HTMLButtonElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const hasFocus = useRef(false);
  const change = (quantity: number) => {
    if (quantity > Math.max(max, value)) return;
    hasFocus.current = (quantity === 0) !== (value === 0);
    announce(quantity === 0 ? t.removed(name) : t.inBasket(number(quantity), name));
    onChange(quantity);
  };
  useLayoutEffect(() => {
    if (hasFocus.current) (value === 0 ? add : more).current?.focus();
    hasFocus.current = false;
  }, [value === 0]);

  if (value === 0) {
    return (
      <button ref={add} type="button" class="button" aria-label={t.addProduct(name)} onClick={() => change(1)}>
        {t.add}
      </button>
    );
  }
  return (
    <div class="quantity" role="group" aria-label={t.quantityOf(name)}>
      <button type="button" class="button" aria-label={t.removeOne(name)} onClick={() => change(value - 1)}>
        −
      </button>
      <output>{number(value)}</output>
      <button
        ref={more}
        type="button"
        class="button"
        aria-label={t.addOne(name)}
        aria-disabled={value >= max}
        onClick={() => change(value + 1)}
      >
        +
      </button>
    </div>
  );
}
