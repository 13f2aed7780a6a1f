import { useState } from 'preact/hooks';
import type { Order, Page } from '../client/types.js';
import { StatusPill } from '../order/status-pill.js';
import { mayOperate, type Session } from '../session/session.js';
import { money } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { orderLink } from '../ui/router.js';
import { messageOf } from '../ui/use-action.js';
import { usePoll } from '../ui/use-poll.js';

const REFRESH_MS = 5_000;
const SHOWN = 8;

/** The latest orders: one's own, or everybody's for an operator. */
export function OrderList({ session }: { readonly session: Session }) {
  const [orders, setOrders] = useState<readonly Order[]>();
  const [problem, setProblem] = useState<string>();
  const read = async (signal: AbortSignal) => {
    try {
      setOrders((await session.client.call<Page<Order>>(`/v1/orders?limit=${SHOWN}`, { signal })).data);
      setProblem(undefined);
    } catch (error) {
      if (!signal.aborted) setProblem(messageOf(error));
    }
  };
  usePoll(read, REFRESH_MS, [session]);
  return (
    <section class="orders" aria-labelledby="orders">
      <h2 id="orders">{mayOperate(session) ? 'Latest orders' : 'Your orders'}</h2>
      {problem !== undefined && <Notice tone="bad">{problem}</Notice>}
      {orders?.length === 0 && <p class="empty">None yet. What you place can be watched here.</p>}
      <ul>
        {orders?.map((order) => (
          <li key={order.id}>
            <a href={orderLink(order.id)}>
              <span class="orders-what">{order.items.map(({ name }) => name).join(', ')}</span>
              <span class="amount">{money(order.total_amount, order.currency)}</span>
              <StatusPill status={order.status} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
