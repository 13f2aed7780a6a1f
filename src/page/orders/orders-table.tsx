import type { Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { StatusPill } from '../order/status-pill.js';
import { paymentText } from '../shop/payment-text.js';
import { orderUrl } from '../ui/routes.js';
import { formatAge } from './age.js';
import { isCancellable, NO_FILTERS, ordersUrlWith } from './order-query.js';
import { text } from './text.js';

interface Props {
  readonly orders: readonly Order[];
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

/** Orders as a table; on a narrow screen each row is a card, and its cells name their columns. */
export function OrdersTable({ orders, selected, onSelect }: Props) {
  const t = useText(text);
  const cancellable = orders.filter(isCancellable).map(({ id }) => id);
  const allSelected = cancellable.length > 0 && cancellable.every((id) => selected.has(id));
  const toggle = (id: string) => {
    const changed = new Set(selected);
    if (!changed.delete(id)) changed.add(id);
    onSelect(changed);
  };
  return (
    <table class="data-table">
      <caption class="visually-hidden">{t.caption}</caption>
      <thead>
        <tr>
          <th>
            <input
              type="checkbox"
              aria-label={t.selectAll}
              disabled={cancellable.length === 0}
              checked={allSelected}
              onChange={() => onSelect(new Set(allSelected ? [] : cancellable))}
            />
          </th>
          {Object.entries(t.columns).map(([key, name]) => (
            <th key={key} scope="col" class={key === 'total' || key === 'refunded' ? 'amount' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <Row key={order.id} order={order} isSelected={selected.has(order.id)} onToggle={() => toggle(order.id)} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly order: Order;
  readonly isSelected: boolean;
  readonly onToggle: () => void;
}

function Row({ order, isSelected, onToggle }: RowProps) {
  const t = useText(text);
  const { methods } = useText(paymentText);
  const { money, dateTime, number } = useFormats();
  const { id, user_id: customer, currency, payment } = order;
  const refunded = payment?.refunded_amount ?? 0;
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={t.select(id.slice(0, 8))}
          disabled={!isCancellable(order)}
          checked={isSelected}
          onChange={onToggle}
        />
      </td>
      <td data-label={t.columns.placed}>
        <time dateTime={order.created_at}>{dateTime(order.created_at)}</time>
      </td>
      <td data-label={t.columns.order}>
        <a class="mono" href={orderUrl(id)}>
          {id.slice(0, 8)}
        </a>
      </td>
      <td data-label={t.columns.customer}>
        <a class="mono" href={ordersUrlWith({ ...NO_FILTERS, q: customer })}>
          {customer.slice(0, 8)}
        </a>
      </td>
      <td data-label={t.columns.items} class="long">
        {order.items.map(({ quantity, name }) => t.line(number(quantity), name)).join(t.separator)}
      </td>
      <td data-label={t.columns.total} class="amount">
        {money(order.total_amount, currency)}
      </td>
      <td data-label={t.columns.method}>{methods[order.payment_method]}</td>
      <td data-label={t.columns.status}>
        <StatusPill status={order.status} />
      </td>
      <td data-label={t.columns.refunded} class="amount">
        {refunded > 0 && money(refunded, currency)}
      </td>
      <td data-label={t.columns.age}>{formatAge(order.created_at, Date.now(), t.age, number)}</td>
    </tr>
  );
}
