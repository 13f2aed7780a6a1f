import { useState } from 'preact/hooks';
import { formatAmount, parseMoney } from '../../money/money.js';
import { unwrap, type Product } from '../client.js';
import { useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { Notice } from '../ui/notice.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { text } from './text.js';

interface Props {
  readonly session: Session;
  readonly product: Product;
  readonly onSave: () => void;
}

/** Changes the name and the price of a product. */
export function EditForm({ session, product, onSave }: Props) {
  const t = useText(text);
  const { id, currency } = product;
  const [name, setName] = useState(product.name);
  const [price, setPrice] = useState(formatAmount(product.price, currency));
  const units = parseMoney(price, currency);
  const save = useAction(async (wanted: number) => {
    const body = { name, price: wanted };
    await sendOnce(`product:${id}`, (header) =>
      unwrap(session.client.PATCH('/v1/products/{id}', { params: { path: { id }, header }, body })),
    );
    announce(t.saved(name));
    onSave();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (units !== undefined) save.run(units);
  };
  return (
    <form class="filters" onSubmit={submit} aria-label={t.editProduct(product.name)}>
      <label class="field wide">
        <span>{t.name}</span>
        <input required maxLength={200} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>{t.price(currency)}</span>
        <input required inputMode="decimal" value={price} onInput={(event) => setPrice(event.currentTarget.value)} />
      </label>
      <div class="buttons">
        <button class="button primary" aria-disabled={save.busy}>
          {t.save}
        </button>
      </div>
      {units === undefined && <Notice tone="warning">{t.priceInvalid}</Notice>}
      <ProblemNotice error={save.error} />
    </form>
  );
}
