import { useState } from 'preact/hooks';
import { unwrap, type Order } from '../client.js';
import { StatusPill } from '../order/status-pill.js';
import { canOperate } from '../session/claims.js';
import type { Session } from '../session/session.js';
import { formatMoney } from '../../money/money.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { orderUrl } from '../ui/routes.js';
import { usePoll } from '../ui/use-poll.js';

const REFRESH_MS = 5_000;
const ORDER_LIMIT = 8;

/** The latest orders: the customer's, or all of them for an operator. */
export function OrderList({ session }: { readonly session: Session }) {
  const [orders, setOrders] = useState<readonly Order[]>();
  const [error, setError] = useState<unknown>();
  const load = async (signal: AbortSignal) => {
    try {
      const params = { query: { limit: ORDER_LIMIT } };
      setOrders((await unwrap(session.client.GET('/v1/orders', { params, signal }))).data);
      setError(undefined);
    } catch (reason) {
      if (!signal.aborted) setError(reason);
    }
  };
  usePoll(load, REFRESH_MS, [session]);
  return (
    <section class="orders" aria-labelledby="orders">
      <h2 id="orders">{canOperate(session) ? 'Latest orders' : 'Your orders'}</h2>
      <ProblemNotice error={error} />
      {orders?.length === 0 && <p class="empty">No orders yet. Orders you place appear here.</p>}
      <ul>
        {orders?.map((order) => (
          <li key={order.id}>
            <a href={orderUrl(order.id)}>
              <span class="order-items">{order.items.map(({ name }) => name).join(', ')}</span>
              <span class="amount">{formatMoney(order.total_amount, order.currency)}</span>
              <StatusPill status={order.status} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
