import { useState } from 'preact/hooks';
import { useText } from '../i18n/use-language.js';
import { text as orderText } from '../order/text.js';
import { paymentText } from '../shop/payment-text.js';
import { NO_FILTERS, ordersUrlWith, type OrderFilters } from './order-query.js';
import { text } from './text.js';

/** The filters of the table. They take effect when they are applied, and are kept in the URL. */
export function Filters({ filters }: { readonly filters: OrderFilters }) {
  const t = useText(text);
  const { statuses } = useText(orderText);
  const { methods } = useText(paymentText);
  const [draft, setDraft] = useState(filters);
  const set = (name: keyof OrderFilters) => (event: { currentTarget: { value: string } }) =>
    setDraft({ ...draft, [name]: event.currentTarget.value });
  const submit = (event: Event) => {
    event.preventDefault();
    location.hash = ordersUrlWith({ ...draft, cursor: '' });
  };
  const reset = () => {
    setDraft(NO_FILTERS);
    location.hash = ordersUrlWith(NO_FILTERS);
  };
  return (
    <form class="filters" role="search" aria-label={t.filters} onSubmit={submit}>
      <label class="field wide">
        <span>{t.q}</span>
        <input type="search" maxLength={64} placeholder={t.qExample} value={draft.q} onInput={set('q')} />
      </label>
      <label class="field">
        <span>{t.status}</span>
        <select value={draft.status} onChange={set('status')}>
          <Options names={statuses} />
        </select>
      </label>
      <label class="field">
        <span>{t.method}</span>
        <select value={draft.method} onChange={set('method')}>
          <Options names={methods} />
        </select>
      </label>
      <label class="field">
        <span>{t.minTotal}</span>
        <input inputMode="decimal" value={draft.min} onInput={set('min')} />
      </label>
      <label class="field">
        <span>{t.maxTotal}</span>
        <input inputMode="decimal" value={draft.max} onInput={set('max')} />
      </label>
      <label class="field">
        <span>{t.currency}</span>
        <input maxLength={3} pattern="[A-Z]{3}" value={draft.currency} onInput={set('currency')} />
      </label>
      <label class="field">
        <span>{t.from}</span>
        <input type="datetime-local" value={draft.from} onInput={set('from')} />
      </label>
      <label class="field">
        <span>{t.to}</span>
        <input type="datetime-local" value={draft.to} onInput={set('to')} />
      </label>
      <label class="check">
        <input
          type="checkbox"
          checked={draft.attention !== ''}
          onChange={(event) => setDraft({ ...draft, attention: event.currentTarget.checked ? '1' : '' })}
        />
        {t.attention}
      </label>
      <div class="buttons">
        <button class="button primary">{t.apply}</button>
        <button type="button" class="button quiet" onClick={reset}>
          {t.reset}
        </button>
      </div>
    </form>
  );
}

function Options({ names }: { readonly names: Readonly<Record<string, string>> }) {
  const { any } = useText(text);
  return (
    <>
      <option value="">{any}</option>
      {Object.entries(names).map(([value, name]) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </>
  );
}
