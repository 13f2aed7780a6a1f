import { useState } from 'preact/hooks';
import { unwrap } from '../client.js';
import { useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CATALOGUE_URL } from '../ui/routes.js';
import { text as commonText } from '../ui/text.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { usePolled } from '../ui/use-polled.js';
import { CreateForm } from './create-form.js';
import { ImportForm } from './import-form.js';
import { ProductTable } from './product-table.js';
import { text } from './text.js';

const PAGE_SIZE = 50;
const REFRESH_MS = 5_000;

interface Props {
  readonly session: Session;
  /** As in `location.hash`; it holds the search and the page. */
  readonly hash: string;
}

/** All products with their stock, which operators search, create, change and count. */
export function CatalogueRoom({ session, hash }: Props) {
  const t = useText(text);
  const { loading } = useText(commonText);
  const { client } = session;
  const parameters = new URLSearchParams(hash.split('?')[1] ?? '');
  const q = parameters.get('q') ?? '';
  const cursor = parameters.get('cursor') ?? '';
  const [draft, setDraft] = useState(q);
  usePageTitle(t.heading);
  const { data, error, refresh } = usePolled(
    async (signal) => {
      const query = { limit: PAGE_SIZE, ...(q !== '' && { q }), ...(cursor !== '' && { cursor }) };
      const page = await unwrap(client.GET('/v1/products', { params: { query }, signal }));
      const stocks = await Promise.all(
        page.data.map(({ id }) =>
          unwrap(client.GET('/v1/inventory/{product_id}', { params: { path: { product_id: id } }, signal })).catch(
            () => undefined,
          ),
        ),
      );
      return { page, rows: page.data.map((product, index) => ({ product, stock: stocks[index] })) };
    },
    REFRESH_MS,
    [session, hash],
  );
  const search = (event: Event) => {
    event.preventDefault();
    location.hash = catalogueUrl({ q: draft.trim() });
  };
  return (
    <div class="console">
      <PageHeading>{t.heading}</PageHeading>
      <form class="filters" role="search" onSubmit={search}>
        <label class="field wide">
          <span>{t.search}</span>
          <input type="search" maxLength={64} value={draft} onInput={(event) => setDraft(event.currentTarget.value)} />
        </label>
        <div class="buttons">
          <button class="button primary">{t.apply}</button>
        </div>
      </form>
      <CreateForm session={session} onCreate={refresh} />
      <ImportForm session={session} onImport={refresh} />
      <ProblemNotice error={error} />
      {!data && error === undefined && <p class="muted loading">{loading}</p>}
      {data?.rows.length === 0 && <p class="empty">{t.none}</p>}
      {data && data.rows.length > 0 && <ProductTable session={session} rows={data.rows} onChange={refresh} />}
      <nav class="pages">
        {cursor !== '' && <a href={catalogueUrl({ q })}>{t.first}</a>}
        {data?.page.next_cursor && <a href={catalogueUrl({ q, cursor: data.page.next_cursor })}>{t.next}</a>}
      </nav>
    </div>
  );
}

function catalogueUrl(parameters: { q: string; cursor?: string }): string {
  const entries = Object.entries(parameters).filter(([, value]) => value !== '');
  return entries.length > 0 ? `${CATALOGUE_URL}?${new URLSearchParams(entries).toString()}` : CATALOGUE_URL;
}
