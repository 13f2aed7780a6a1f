import { unwrap } from '../client.js';
import { useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { usePolled } from '../ui/use-polled.js';
import { EndpointCard } from './endpoint-card.js';
import { text } from './text.js';

const REFRESH_MS = 5_000;

/** The webhook endpoints with their health and last deliveries, updated while the page is visible. */
export function WebhooksRoom({ session }: { readonly session: Session }) {
  const t = useText(text);
  usePageTitle(t.heading);
  const { data, error, refresh } = usePolled(
    (signal) => unwrap(session.client.GET('/v1/webhook-endpoints', { signal })),
    REFRESH_MS,
    [session],
  );
  return (
    <div class="console">
      <PageHeading id="webhooks">{t.heading}</PageHeading>
      <ProblemNotice error={error} />
      {data?.data.length === 0 && <p class="empty">{t.none}</p>}
      {data?.data.map((endpoint) => (
        <EndpointCard key={endpoint.id} endpoint={endpoint} session={session} onChange={refresh} />
      ))}
    </div>
  );
}
