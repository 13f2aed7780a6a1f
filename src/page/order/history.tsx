import { unwrap, type Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { usePolled } from '../ui/use-polled.js';
import { reasonLabel } from './reasons.js';
import { text } from './text.js';

interface Props {
  readonly order: Order;
  readonly session: Session;
}

/** The status changes of the order, oldest first. */
export function History({ order, session: { client } }: Props) {
  const t = useText(text);
  const { exactTime } = useFormats();
  // An error needs no notice: the page shows the current status elsewhere, and the next change loads the history again.
  const { data: page } = usePolled(
    (signal) => unwrap(client.GET('/v1/orders/{id}/history', { params: { path: { id: order.id } }, signal })),
    undefined,
    [client, order.id, order.status],
  );
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t.history.heading}</h2>
      <ol class="dated history">
        {page?.data.map(({ to, at, reason, actor }) => (
          <li key={at + to}>
            <span>
              <strong>{t.statuses[to]}</strong>{' '}
              <span class="muted">
                {t.history.join(reasonLabel(reason, t), actor === 'system' ? '' : t.history[actor])}
              </span>
            </span>
            <time class="muted small" dateTime={at}>
              {exactTime(at)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}
