import { useState } from 'preact/hooks';
import type { Order, Page } from '../client/types.js';
import { StatusPill } from '../order/status-pill.js';
import { canOperate, type Session } from '../session/session.js';
import { formatMoney } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { orderUrl } from '../ui/router.js';
import { errorMessage } from '../ui/use-action.js';
import { usePoll } from '../ui/use-poll.js';

const REFRESH_MS = 5_000;
const ORDER_LIMIT = 8;

/** The latest orders: one's own, or everybody's for an operator. */
export function OrderList({ session }: { readonly session: Session }) {
  const [orders, setOrders] = useState<readonly Order[]>();
  const [problem, setProblem] = useState<string>();
  const load = async (signal: AbortSignal) => {
    try {
      setOrders((await session.client.call<Page<Order>>(`/v1/orders?limit=${ORDER_LIMIT}`, { signal })).data);
      setProblem(undefined);
    } catch (error) {
      if (!signal.aborted) setProblem(errorMessage(error));
    }
  };
  usePoll(load, REFRESH_MS, [session]);
  return (
    <section class="orders" aria-labelledby="orders">
      <h2 id="orders">{canOperate(session) ? 'Latest orders' : 'Your orders'}</h2>
      {problem !== undefined && <Notice tone="bad">{problem}</Notice>}
      {orders?.length === 0 && <p class="empty">None yet. What you place can be watched here.</p>}
      <ul>
        {orders?.map((order) => (
          <li key={order.id}>
            <a href={orderUrl(order.id)}>
              <span class="orders-what">{order.items.map(({ name }) => name).join(', ')}</span>
              <span class="amount">{formatMoney(order.total_amount, order.currency)}</span>
              <StatusPill status={order.status} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
