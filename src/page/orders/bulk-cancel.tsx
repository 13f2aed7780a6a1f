import { useState } from 'preact/hooks';
import { unwrap } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { Session } from '../session/session.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { orderUrl } from '../ui/routes.js';
import { useAction } from '../ui/use-action.js';
import { usePolled } from '../ui/use-polled.js';
import { text } from './text.js';

const POLL_MS = 1_000;

interface Props {
  readonly session: Session;
  readonly selected: ReadonlySet<string>;
  /** Called with the id of the cancellation. */
  readonly onStart: (cancellationId: string) => void;
}

/** Cancels the selected orders by one durable run, after a second press. Escape takes the first one back. */
export function BulkCancel({ session, selected, onStart }: Props) {
  const t = useText(text);
  const { number } = useFormats();
  const [isConfirming, setConfirming] = useState(false);
  const [reason, setReason] = useState(t.reasonDefault);
  const count = number(selected.size);
  const cancel = useAction(async () => {
    const body = { order_ids: [...selected], reason };
    const started = await sendOnce('cancellations', (header) =>
      unwrap(session.client.POST('/v1/cancellations', { params: { header }, body })),
    );
    setConfirming(false);
    onStart(started.id);
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (isConfirming) cancel.run();
    else setConfirming(true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setConfirming(false);
  };
  if (selected.size === 0) return null;
  return (
    <form class="bulk card" onSubmit={submit} onKeyDown={onKeyDown}>
      <label class="field">
        <span>{t.reason}</span>
        <input required maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <div class="buttons">
        <button class="button danger" aria-disabled={cancel.busy}>
          {cancel.busy ? t.cancelling : isConfirming ? t.confirmCancel(count) : t.cancelSelected(count)}
        </button>
        {isConfirming && (
          <button type="button" class="button quiet" onClick={() => setConfirming(false)}>
            {t.keep}
          </button>
        )}
      </div>
      <ProblemNotice error={cancel.error} />
    </form>
  );
}

interface SummaryProps {
  readonly session: Session;
  readonly cancellationId: string;
  readonly onClose: () => void;
}

/** What became of each order, until all are decided. */
export function CancellationSummary({ session, cancellationId, onClose }: SummaryProps) {
  const t = useText(text);
  const [isDone, setDone] = useState(false);
  const { data, error } = usePolled(
    async (signal) => {
      const params = { path: { id: cancellationId } };
      const state = await unwrap(session.client.GET('/v1/cancellations/{id}', { params, signal }));
      setDone(state.status === 'done');
      return state;
    },
    isDone ? undefined : POLL_MS,
    [session, cancellationId],
  );
  return (
    <section class="card cancellation" aria-live="polite" aria-labelledby="cancellation">
      <h2 id="cancellation">{t.cancelled}</h2>
      <ProblemNotice error={error} />
      <ul>
        {data?.data.map(({ order_id: id, outcome }) => (
          <li key={id}>
            <a class="mono" href={orderUrl(id)}>
              {id.slice(0, 8)}
            </a>{' '}
            {t.outcomes[outcome]}
          </li>
        ))}
      </ul>
      <button type="button" class="button quiet" onClick={onClose}>
        {t.closeSummary}
      </button>
    </section>
  );
}
