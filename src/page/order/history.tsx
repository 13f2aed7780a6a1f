import { useState } from 'preact/hooks';
import { unwrap, type Order, type StatusChange } from '../client.js';
import type { Session } from '../session/session.js';
import { usePoll } from '../ui/use-poll.js';
import { reasonLabel, formatTimeOfDay } from './order-messages.js';

interface Props {
  readonly order: Order;
  readonly session: Session;
}

const ACTOR_LABELS: Readonly<Record<StatusChange['actor'], string>> = {
  customer: 'by the customer',
  operator: 'by an operator',
  system: '',
};

/** The status changes of the order, oldest first. */
export function History({ order, session }: Props) {
  const [changes, setChanges] = useState<readonly StatusChange[]>([]);
  const load = async (signal: AbortSignal) => {
    const params = { path: { id: order.id } };
    // An error needs no notice: the page shows the current status elsewhere, and the next change loads the history again.
    const page = await unwrap(session.client.GET('/v1/orders/{id}/history', { params, signal })).catch(() => undefined);
    if (page) setChanges(page.data);
  };
  usePoll(load, undefined, [session, order.id, order.status]);
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol class="history">
        {changes.map(({ to, at, reason, actor }) => (
          <li key={at + to}>
            <time dateTime={at}>{formatTimeOfDay(at)}</time>
            <span>
              <strong>{to}</strong>{' '}
              <span class="muted">{[reasonLabel(reason), ACTOR_LABELS[actor]].filter(Boolean).join(', ')}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
