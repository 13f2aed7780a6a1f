import { unwrap, type WebhookDelivery } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { usePolled } from '../ui/use-polled.js';
import { text } from './text.js';

const REFRESH_MS = 5_000;
const SHOWN = 10;

interface Props {
  readonly endpointId: string;
  readonly session: Session;
}

/** The last attempts to deliver events to an endpoint. */
export function Deliveries({ endpointId, session }: Props) {
  const t = useText(text);
  const { data, error } = usePolled(
    (signal) => {
      const params = { path: { id: endpointId }, query: { limit: SHOWN } };
      return unwrap(session.client.GET('/v1/webhook-endpoints/{id}/deliveries', { params, signal }));
    },
    REFRESH_MS,
    [session, endpointId],
  );
  if (!data) return <ProblemNotice error={error} />;
  if (data.data.length === 0) return <p class="empty">{t.noDeliveries}</p>;
  return (
    <table class="data-table">
      <caption class="visually-hidden">{t.deliveries}</caption>
      <thead>
        <tr>
          {Object.entries(t.columns).map(([name, label]) => (
            <th key={name} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.data.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} endpointId={endpointId} session={session} />
        ))}
      </tbody>
    </table>
  );
}

function DeliveryRow({ delivery, endpointId, session }: Props & { readonly delivery: WebhookDelivery }) {
  const t = useText(text);
  const { number, dateTime } = useFormats();
  const { event_id: eventId, event_type: type, subject, sequence, attempt, status, failure, response } = delivery;
  const event = `${type} ${subject} ${sequence}`;
  const again = useAction(async () => {
    const path = { id: endpointId };
    await sendOnce(`webhooks:${endpointId}:${eventId}`, (header) =>
      unwrap(
        session.client.POST('/v1/webhook-endpoints/{id}/redeliver', {
          params: { path, header },
          body: { event_id: eventId },
        }),
      ),
    );
    announce(t.queued);
  });
  return (
    <tr>
      <td data-label={t.columns.at}>{dateTime(delivery.at)}</td>
      <td data-label={t.columns.event}>
        {type} <span class="muted small">{t.attempt(number(attempt))}</span>
      </td>
      <td data-label={t.columns.answer} class="long">
        {status ?? (failure && t.failures[failure])}
        {response !== '' && (
          <details class="small">
            <summary>{t.response}</summary>
            <pre lang="en">{response}</pre>
          </details>
        )}
      </td>
      <td data-label={t.columns.latency}>{t.milliseconds(number(delivery.latency_ms))}</td>
      <td>
        {delivery.kind !== 'test' && (
          <button
            type="button"
            class="button small"
            aria-label={t.sendAgainLabel(event)}
            aria-disabled={again.busy}
            onClick={() => again.run()}
          >
            {t.sendAgain}
          </button>
        )}
        <ProblemNotice error={again.error} />
      </td>
    </tr>
  );
}
