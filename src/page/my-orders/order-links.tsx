import type { Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { StatusPill } from '../order/status-pill.js';
import { orderUrl } from '../ui/routes.js';
import { text } from './text.js';

/** Orders with their dates, items, totals and statuses, each with a link to its page. */
export function OrderLinks({ orders }: { readonly orders: readonly Order[] }) {
  const { separator } = useText(text);
  const { money, dateTime } = useFormats();
  return (
    <ul class="order-links">
      {orders.map((order) => (
        <li key={order.id}>
          <a href={orderUrl(order.id)}>
            <span class="order-items">{order.items.map(({ name }) => name).join(separator)}</span>
            <span class="amount">{money(order.total_amount, order.currency)}</span>
            <time class="muted small" dateTime={order.created_at}>
              {dateTime(order.created_at)}
            </time>
            <StatusPill status={order.status} />
          </a>
        </li>
      ))}
    </ul>
  );
}
