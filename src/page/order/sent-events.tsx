import type { Timeline } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { joinParts } from '../ui/join-parts.js';
import { WEBHOOKS_URL } from '../ui/routes.js';
import { sentEventsText } from './sent-events-text.js';

/** The events of an order, and what became of them at the webhook endpoints. */
export function SentEvents({ events }: Pick<Timeline, 'events'>) {
  const t = useText(sentEventsText);
  const { number, exactTime } = useFormats();
  if (events.length === 0) return null;
  return (
    <section class="card" aria-labelledby="sent-events">
      <h2 id="sent-events">{t.heading}</h2>
      <ol class="dated timeline-log">
        {events.map(({ id, type, at, deliveries }) => (
          <li key={id} class="log-entry">
            <span class="mono">{type}</span>
            {deliveries.map((delivery) => (
              <span key={delivery.webhook_endpoint_id} class="muted small">
                <a href={WEBHOOKS_URL}>{delivery.endpoint}</a>{' '}
                {joinParts(
                  t.separator,
                  t.states[delivery.state],
                  delivery.state === 'delivered' ? undefined : delivery.last_result,
                  delivery.attempts > 1 ? t.attempts(number(delivery.attempts)) : undefined,
                  delivery.next_try_at === null ? undefined : t.nextTry(exactTime(delivery.next_try_at)),
                )}
              </span>
            ))}
            <time class="muted small" dateTime={at}>
              {exactTime(at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
