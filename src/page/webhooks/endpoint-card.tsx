import { unwrap, type WebhookEndpoint } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { joinParts } from '../ui/join-parts.js';
import { Notice } from '../ui/notice.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { Deliveries } from './deliveries.js';
import { text } from './text.js';

interface Props {
  readonly endpoint: WebhookEndpoint;
  readonly session: Session;
  readonly onChange: () => void;
}

/** One endpoint: where it is, how it goes, and what an operator can do. */
export function EndpointCard({ endpoint, session, onChange }: Props) {
  const t = useText(text);
  const { number, dateTime } = useFormats();
  const { id, url, description, types, status, health } = endpoint;
  const path = { id };
  const setStatus = useAction(async (next: 'enabled' | 'paused') => {
    await sendOnce(`webhooks:${id}:${next}`, (header) =>
      unwrap(session.client.PATCH('/v1/webhook-endpoints/{id}', { params: { path, header }, body: { status: next } })),
    );
    announce(t.changed);
    onChange();
  });
  const test = useAction(async () => {
    await sendOnce(`webhooks:${id}:test`, (header) =>
      unwrap(session.client.POST('/v1/webhook-endpoints/{id}/test', { params: { path, header } })),
    );
    announce(t.testQueued);
  });
  const isEnabled = status === 'enabled';
  return (
    <section class="card endpoint" aria-label={description || url}>
      <h2 class="mono">{url}</h2>
      <p class="muted small">
        {joinParts(
          t.separator,
          t.statuses[status],
          description || undefined,
          types.length === 0 ? t.allTypes : types.join(' '),
          health.waiting > 0 ? t.waiting(number(health.waiting)) : undefined,
          health.failing_since ? t.failingSince(dateTime(health.failing_since)) : undefined,
          health.last_success_at ? t.lastSuccess(dateTime(health.last_success_at)) : t.neverDelivered,
        )}
      </p>
      {endpoint.disabled_reason !== null && <Notice tone="warning">{t.reasons[endpoint.disabled_reason]}</Notice>}
      <div class="buttons">
        <button
          type="button"
          class="button"
          aria-disabled={setStatus.busy}
          onClick={() => setStatus.run(isEnabled ? 'paused' : 'enabled')}
        >
          {isEnabled ? t.pause : t.enable}
        </button>
        <button type="button" class="button quiet" aria-disabled={test.busy} onClick={() => test.run()}>
          {t.test}
        </button>
      </div>
      <ProblemNotice error={setStatus.error ?? test.error} />
      <Deliveries endpointId={id} session={session} />
    </section>
  );
}
