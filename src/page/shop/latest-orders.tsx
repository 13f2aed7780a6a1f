import { unwrap } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { OrderLinks } from '../my-orders/order-links.js';
import { canOperate } from '../session/claims.js';
import type { Session } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ORDERS_URL } from '../ui/routes.js';
import { usePolled } from '../ui/use-polled.js';
import { text } from './text.js';

const REFRESH_MS = 5_000;
const ORDER_LIMIT = 8;

/** The latest orders: the customer's, or all of them for an operator. */
export function LatestOrders({ session }: { readonly session: Session }) {
  const t = useText(text);
  const { data: page, error } = usePolled(
    (signal) => unwrap(session.client.GET('/v1/orders', { params: { query: { limit: ORDER_LIMIT } }, signal })),
    REFRESH_MS,
    [session],
  );
  return (
    <section class="orders" aria-labelledby="orders">
      <h2 id="orders">{canOperate(session) ? t.latestOrders : t.yourOrders}</h2>
      <ProblemNotice error={error} />
      {page?.data.length === 0 && <p class="empty">{t.noOrders}</p>}
      <OrderLinks orders={page?.data ?? []} />
      {!canOperate(session) && page && page.data.length > 0 && <a href={ORDERS_URL}>{t.allOrders}</a>}
    </section>
  );
}
