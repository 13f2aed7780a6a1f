import { unwrap, type Order } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { canOperate } from '../session/claims.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { CancelButton } from './cancel-button.js';
import { RefundForm } from './refund-form.js';
import { text } from './text.js';

const EXTENSION_SECONDS = 300;

interface Props {
  readonly order: Order;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

/** What the user can do with the order in its current status. */
export function Actions({ order, session, onOrderChange }: Props) {
  const { actions: t } = useText(text);
  const { client } = session;
  const { id, status, payment } = order;
  const path = { id };
  const extend = useAction(async () => {
    const body = { seconds: EXTENSION_SECONDS };
    await sendOnce(`extension:${id}`, (header) =>
      unwrap(client.POST('/v1/orders/{id}/reservation/extend', { params: { path, header }, body })),
    );
    announce(t.extended);
    onOrderChange(await unwrap(client.GET('/v1/orders/{id}', { params: { path } })));
  });
  const cancel = useAction(async () => {
    const cancelled = await sendOnce(`cancellation:${id}`, (header) =>
      unwrap(client.POST('/v1/orders/{id}/cancel', { params: { path, header }, body: {} })),
    );
    onOrderChange(cancelled);
    // The buttons disappear with the open order; the headline says what happens.
    document.querySelector('h1')?.focus();
  });
  const isOpen = status === 'pending' || status === 'paid' || status === 'confirmed';
  if (!isOpen) return null;
  return (
    <section class="card actions" aria-label={t.label}>
      <div class="buttons">
        {status === 'pending' && (
          <button type="button" class="button" aria-disabled={extend.busy} onClick={() => extend.run()}>
            {t.extend}
          </button>
        )}
        {status === 'confirmed' && (
          <button type="button" class="button" onClick={() => print()}>
            {t.print}
          </button>
        )}
        <CancelButton busy={cancel.busy} onConfirm={() => cancel.run()} />
      </div>
      <ProblemNotice error={extend.error} />
      <ProblemNotice error={cancel.error} />
      {canOperate(session) && status === 'confirmed' && payment && payment.refunded_amount < payment.amount && (
        <RefundForm order={order} payment={payment} session={session} onOrderChange={onOrderChange} />
      )}
    </section>
  );
}
