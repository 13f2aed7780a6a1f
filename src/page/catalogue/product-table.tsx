import { useState } from 'preact/hooks';
import { unwrap, type Inventory, type Product } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { StockForm } from '../shop/stock-form.js';
import { announce } from '../ui/announcer.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { EditForm } from './edit-form.js';
import { Movements } from './movements.js';
import { text } from './text.js';

interface ProductRow {
  readonly product: Product;
  /** Undefined when the product has no stock. */
  readonly stock: Inventory | undefined;
}

interface Props {
  readonly session: Session;
  readonly rows: readonly ProductRow[];
  readonly onChange: () => void;
}

export function ProductTable({ session, rows, onChange }: Props) {
  const t = useText(text);
  return (
    <table class="data-table">
      <caption class="visually-hidden">{t.caption}</caption>
      <thead>
        <tr>
          {Object.entries(t.columns).map(([key, name]) => (
            <th key={key} scope="col" class={['price', 'available', 'reserved'].includes(key) ? 'amount' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.product.id} session={session} row={row} onChange={onChange} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ session, row: { product, stock }, onChange }: Omit<Props, 'rows'> & { readonly row: ProductRow }) {
  const t = useText(text);
  const { money, number } = useFormats();
  const [panel, setPanel] = useState<'edit' | 'stock'>();
  const { id, sku, name, price, currency, status } = product;
  const toggle = (next: 'edit' | 'stock') => () => setPanel(panel === next ? undefined : next);
  const changeStatus = useAction(async () => {
    const params = { path: { id } };
    const body = { status: status === 'active' ? 'inactive' : 'active' } as const;
    await sendOnce(`product:${id}`, (header) =>
      unwrap(session.client.PATCH('/v1/products/{id}', { params: { ...params, header }, body })),
    );
    announce(t.saved(name));
    onChange();
  });
  return (
    <>
      <tr class={status}>
        <td data-label={t.columns.sku} class="mono long">
          {sku}
        </td>
        <td data-label={t.columns.name} class="long">
          {name}
        </td>
        <td data-label={t.columns.price} class="amount">
          {money(price, currency)}
        </td>
        <td data-label={t.columns.status}>{t.statuses[status]}</td>
        <td data-label={t.columns.available} class="amount">
          {stock && number(stock.available)}
        </td>
        <td data-label={t.columns.reserved} class="amount">
          {stock && number(stock.reserved)}
        </td>
        <td>
          <div class="row-actions">
            <button
              type="button"
              class="button small"
              aria-expanded={panel === 'edit'}
              aria-label={t.editProduct(name)}
              onClick={toggle('edit')}
            >
              {t.edit}
            </button>
            <button
              type="button"
              class="button small"
              aria-expanded={panel === 'stock'}
              aria-label={t.stockOf(name)}
              onClick={toggle('stock')}
            >
              {t.stock}
            </button>
            <button
              type="button"
              class="button small quiet"
              aria-disabled={changeStatus.busy}
              onClick={() => changeStatus.run()}
            >
              {status === 'active' ? t.deactivate : t.activate}
            </button>
          </div>
          <ProblemNotice error={changeStatus.error} />
        </td>
      </tr>
      {panel && (
        <tr class="panel">
          <td colSpan={7}>
            {panel === 'edit' ? (
              <EditForm
                session={session}
                product={product}
                onSave={() => {
                  setPanel(undefined);
                  onChange();
                }}
              />
            ) : (
              <>
                <StockForm session={session} product={product} onAdjusted={onChange} />
                <Movements session={session} productId={id} version={stock?.updated_at ?? ''} />
              </>
            )}
          </td>
        </tr>
      )}
    </>
  );
}
