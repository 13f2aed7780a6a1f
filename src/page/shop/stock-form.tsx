import { useState } from 'preact/hooks';
import { unwrap, type Product } from '../client.js';
import { useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { text } from './text.js';

interface Props {
  readonly product: Product;
  readonly session: Session;
  readonly onAdjusted: () => void;
}

/** Adjusts the stock of a product; the ledger records the reason. */
export function StockForm({ product, session, onAdjusted }: Props) {
  const { stockForm: t } = useText(text);
  const [delta, setDelta] = useState('');
  const [reason, setReason] = useState(t.defaultReason);
  const adjust = useAction(async () => {
    const path = { product_id: product.id };
    const body = { delta: Number(delta), reason };
    await sendOnce(`stock:${product.id}`, (header) =>
      unwrap(session.client.POST('/v1/inventory/{product_id}/adjustments', { params: { path, header }, body })),
    );
    setDelta('');
    onAdjusted();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    adjust.run();
  };
  return (
    <form class="stock-form" onSubmit={submit} aria-label={t.label(product.name)}>
      <label class="field">
        <span>{t.units}</span>
        <input
          type="number"
          step={1}
          required
          placeholder="-3"
          value={delta}
          onInput={(event) => setDelta(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{t.reason}</span>
        <input required maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button class="button" aria-disabled={adjust.busy}>
        {t.adjust}
      </button>
      <ProblemNotice error={adjust.error} />
    </form>
  );
}
