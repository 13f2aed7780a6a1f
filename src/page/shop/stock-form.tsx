import { useState } from 'preact/hooks';
import { unwrap, type Product } from '../client.js';
import type { Session } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';

interface Props {
  readonly product: Product;
  readonly session: Session;
  readonly onAdjusted: () => void;
}

/** Adjusts the stock of a product; the ledger records the reason. */
export function StockForm({ product, session, onAdjusted }: Props) {
  const [delta, setDelta] = useState('');
  const [reason, setReason] = useState('stock count');
  const adjust = useAction(async () => {
    const params = { path: { product_id: product.id } };
    const body = { delta: Number(delta), reason };
    await unwrap(session.client.POST('/v1/inventory/{product_id}/adjustments', { params, body }));
    setDelta('');
    onAdjusted();
  });
  const submit = (event: Event) => {
    event.preventDefault();
    adjust.run();
  };
  return (
    <form class="stock-form" onSubmit={submit} aria-label={`Adjust the stock of ${product.name}`}>
      <label class="field">
        <span>Units</span>
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
        <span>Reason</span>
        <input required maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <button class="button" disabled={adjust.busy}>
        Adjust
      </button>
      <ProblemNotice error={adjust.error} />
    </form>
  );
}
