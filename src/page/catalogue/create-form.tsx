import { useState } from 'preact/hooks';
import { parseMoney } from '../../money/money.js';
import { unwrap } from '../client.js';
import { useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { Notice } from '../ui/notice.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { text } from './text.js';

const EMPTY = { sku: '', name: '', price: '', currency: 'USD', opening: '0' };

interface Props {
  readonly session: Session;
  readonly onCreate: () => void;
}

/** Creates a product with its opening stock. */
export function CreateForm({ session, onCreate }: Props) {
  const t = useText(text);
  const [fields, setFields] = useState(EMPTY);
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) =>
    setFields({ ...fields, [name]: event.currentTarget.value });
  const price = parseMoney(fields.price, fields.currency);
  const create = useAction(async (wanted: number) => {
    const { sku, name, currency, opening } = fields;
    const body = { sku, name, price: wanted, currency, opening_stock: Number(opening) };
    await sendOnce('products', (header) => unwrap(session.client.POST('/v1/products', { params: { header }, body })));
    announce(t.saved(name));
    setFields(EMPTY);
    onCreate();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (price !== undefined) create.run(price);
  };
  return (
    <details class="card create-product">
      <summary>{t.create}</summary>
      <form class="filters" onSubmit={submit}>
        <label class="field">
          <span>{t.sku}</span>
          <input required maxLength={64} value={fields.sku} onInput={set('sku')} />
        </label>
        <label class="field wide">
          <span>{t.name}</span>
          <input required maxLength={200} value={fields.name} onInput={set('name')} />
        </label>
        <label class="field">
          <span>{t.price(fields.currency)}</span>
          <input required inputMode="decimal" value={fields.price} onInput={set('price')} />
        </label>
        <label class="field">
          <span>{t.currency}</span>
          <input required maxLength={3} pattern="[A-Z]{3}" value={fields.currency} onInput={set('currency')} />
        </label>
        <label class="field">
          <span>{t.opening}</span>
          <input required type="number" min={0} step={1} value={fields.opening} onInput={set('opening')} />
        </label>
        <div class="buttons">
          <button class="button primary" aria-disabled={create.busy}>
            {t.createNow}
          </button>
        </div>
        {fields.price !== '' && price === undefined && <Notice tone="warning">{t.priceInvalid}</Notice>}
        <ProblemNotice error={create.error} />
      </form>
    </details>
  );
}
