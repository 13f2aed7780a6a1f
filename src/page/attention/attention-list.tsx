import { unwrap } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { Notice } from '../ui/notice.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ATTENTION_URL } from '../ui/routes.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { usePolled } from '../ui/use-polled.js';
import { AttentionEntry } from './attention-entry.js';
import { text } from './text.js';

const REFRESH_MS = 5_000;
/** Items above the orders; the room shows all. */
const COMPACT_ITEMS = 3;

interface Props {
  readonly session: Session;
  /** Shows the most urgent items only. */
  readonly isCompact?: boolean;
}

/** What needs an operator, updated while the page is visible. */
export function AttentionList({ session, isCompact = false }: Props) {
  const t = useText(text);
  const { number } = useFormats();
  const { data, error, refresh } = usePolled(
    (signal) => unwrap(session.client.GET('/v1/attention', { signal })),
    REFRESH_MS,
    [session],
  );
  const items = isCompact ? data?.data.slice(0, COMPACT_ITEMS) : data?.data;
  const count = data?.data.length ?? 0;
  // Without items, the list above the orders takes no room.
  if (isCompact && (count === 0 || !items)) return <ProblemNotice error={error} />;
  return (
    <section class="attention" aria-labelledby="attention">
      {isCompact && <h2 id="attention">{t.heading}</h2>}
      <ProblemNotice error={error} />
      {data && !data.runs_known && <Notice tone="warning">{t.runsUnknown}</Notice>}
      {count === 0 && data && <p class="empty">{t.none}</p>}
      <ul class="attention-items">
        {items?.map((item) => (
          <AttentionEntry key={item.id} item={item} session={session} onChange={refresh} />
        ))}
      </ul>
      {isCompact && count > COMPACT_ITEMS && <a href={ATTENTION_URL}>{t.more(number(count))}</a>}
    </section>
  );
}

/** The room of what needs an operator. */
export function AttentionRoom({ session }: { readonly session: Session }) {
  const t = useText(text);
  usePageTitle(t.heading);
  return (
    <div class="console">
      <PageHeading id="attention">{t.heading}</PageHeading>
      <AttentionList session={session} />
    </div>
  );
}
