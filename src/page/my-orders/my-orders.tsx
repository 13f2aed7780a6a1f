import { useRef, useState } from 'preact/hooks';
import { unwrap, type Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SHOP_URL } from '../ui/routes.js';
import { text as commonText } from '../ui/text.js';
import { useAction } from '../ui/use-action.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { usePolled } from '../ui/use-polled.js';
import { OrderLinks } from './order-links.js';
import { text } from './text.js';

const REFRESH_MS = 10_000;
const PAGE_SIZE = 20;

interface OlderOrders {
  readonly orders: readonly Order[];
  /** Where the next page starts; null after the last one. */
  readonly cursor: string | null;
}

/** All orders of the customer, the latest first. */
export function MyOrders({ session }: { readonly session: Session }) {
  const t = useText(text);
  const { loading } = useText(commonText);
  const { number } = useFormats();
  const [older, setOlder] = useState<OlderOrders>();
  usePageTitle(t.heading);
  const read = (cursor: string | null, signal?: AbortSignal) => {
    const query = { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) };
    return unwrap(session.client.GET('/v1/orders', { params: { query }, ...(signal && { signal }) }));
  };
  const { data: latest, error } = usePolled((signal) => read(null, signal), REFRESH_MS, [session]);
  const cursor = older ? older.cursor : (latest?.next_cursor ?? null);
  const more = useAction(async () => {
    const page = await read(cursor);
    const orders = [...(older?.orders ?? []), ...page.data];
    setOlder({ orders, cursor: page.next_cursor });
    announce(t.loaded(number((latest?.data.length ?? 0) + orders.length)));
  });
  // A new order moves others from the first page to the second, so the first page alone would lose them.
  const seen = useRef(new Map<string, Order>());
  for (const order of [...(older?.orders ?? []), ...(latest?.data ?? [])]) seen.current.set(order.id, order);
  const orders = [...seen.current.values()].toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  return (
    <div class="my-orders">
      <a class="back" href={SHOP_URL}>
        ← {t.back}
      </a>
      <PageHeading>{t.heading}</PageHeading>
      <ProblemNotice error={error} />
      {!latest && error === undefined && <p class="muted loading">{loading}</p>}
      {latest?.data.length === 0 && <p class="empty">{t.none}</p>}
      <OrderLinks orders={orders} />
      <ProblemNotice error={more.error} />
      {cursor !== null && (
        <button type="button" class="button" aria-disabled={more.busy} onClick={() => more.run()}>
          {t.more}
        </button>
      )}
    </div>
  );
}
