import { useState } from 'preact/hooks';
import { AttentionList } from '../attention/attention-list.js';
import { unwrap } from '../client.js';
import { useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { downloadBlob } from '../ui/download.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { text as commonText } from '../ui/text.js';
import { useAction } from '../ui/use-action.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { usePolled } from '../ui/use-polled.js';
import { BulkCancel, CancellationSummary } from './bulk-cancel.js';
import { Filters } from './filters.js';
import { ordersUrlWith, readFilters, toApiQuery } from './order-query.js';
import { OrdersTable } from './orders-table.js';
import { text } from './text.js';

const REFRESH_MS = 5_000;
const PAGE_SIZE = 50;

interface Props {
  readonly session: Session;
  /** As in `location.hash`; it holds the filters. */
  readonly hash: string;
}

/** All orders for operators, below what needs attention. */
export function OperatorOrders({ session, hash }: Props) {
  const t = useText(text);
  const { loading } = useText(commonText);
  const { client } = session;
  const filters = readFilters(hash);
  const query = toApiQuery(filters);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [cancellationId, setCancellationId] = useState<string>();
  usePageTitle(t.heading);
  const { data: page, error } = usePolled(
    (signal) => {
      const parameters = { ...query, limit: PAGE_SIZE, ...(filters.cursor !== '' && { cursor: filters.cursor }) };
      return unwrap(client.GET('/v1/orders', { params: { query: parameters }, signal }));
    },
    REFRESH_MS,
    [session, hash],
  );
  const exportOrders = useAction(async () => {
    const blob = await unwrap(client.GET('/v1/orders/export', { params: { query }, parseAs: 'blob' }));
    downloadBlob(blob, 'orders.csv');
  });
  // An order that left the page is no longer selected.
  const shown = new Set(page?.data.map(({ id }) => id));
  const visible = new Set([...selected].filter((id) => shown.has(id)));
  return (
    <div class="console">
      <PageHeading>{t.heading}</PageHeading>
      <AttentionList session={session} isCompact />
      <Filters key={hash} filters={filters} />
      <div class="table-actions">
        <button type="button" class="button" aria-disabled={exportOrders.busy} onClick={() => exportOrders.run()}>
          {exportOrders.busy ? t.exporting : t.export}
        </button>
      </div>
      <ProblemNotice error={exportOrders.error} />
      <ProblemNotice error={error} />
      <BulkCancel
        session={session}
        selected={visible}
        onStart={(id) => {
          setCancellationId(id);
          setSelected(new Set());
        }}
      />
      {cancellationId !== undefined && (
        <CancellationSummary
          session={session}
          cancellationId={cancellationId}
          onClose={() => setCancellationId(undefined)}
        />
      )}
      {!page && error === undefined && <p class="muted loading">{loading}</p>}
      {page?.data.length === 0 && <p class="empty">{t.none}</p>}
      {page && page.data.length > 0 && <OrdersTable orders={page.data} selected={visible} onSelect={setSelected} />}
      <nav class="pages">
        {filters.cursor !== '' && <a href={ordersUrlWith({ ...filters, cursor: '' })}>{t.first}</a>}
        {page?.next_cursor && <a href={ordersUrlWith({ ...filters, cursor: page.next_cursor })}>{t.next}</a>}
      </nav>
    </div>
  );
}
