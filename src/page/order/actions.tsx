import { useState } from 'preact/hooks';
import { unwrap, type Order } from '../client.js';
import { canOperate } from '../session/claims.js';
import type { Session } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { RefundForm } from './refund-form.js';

const EXTENSION_SECONDS = 300;

interface Props {
  readonly order: Order;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

/** What the user can do with the order in its current status. */
export function Actions({ order, session, onOrderChange }: Props) {
  const { id, status, payment } = order;
  const params = { path: { id } };
  const [isConfirmingCancel, setIsConfirmingCancel] = useState(false);
  const extend = useAction(async () => {
    const body = { seconds: EXTENSION_SECONDS };
    await unwrap(session.client.POST('/v1/orders/{id}/reservation/extend', { params, body }));
    onOrderChange(await unwrap(session.client.GET('/v1/orders/{id}', { params })));
  });
  const cancel = useAction(async () => {
    onOrderChange(await unwrap(session.client.POST('/v1/orders/{id}/cancel', { params, body: {} })));
    setIsConfirmingCancel(false);
  });
  const isOpen = status === 'pending' || status === 'paid' || status === 'confirmed';
  if (!isOpen) return null;
  return (
    <section class="card actions" aria-label="What you can do">
      <div class="buttons">
        {status === 'pending' && (
          <button class="button" disabled={extend.busy} onClick={() => extend.run()}>
            Reserve for 5 more minutes
          </button>
        )}
        {isConfirmingCancel ? (
          <>
            <button class="button danger" disabled={cancel.busy} onClick={() => cancel.run()}>
              Yes, cancel order
            </button>
            <button class="button quiet" onClick={() => setIsConfirmingCancel(false)}>
              Keep order
            </button>
          </>
        ) : (
          <button class="button" onClick={() => setIsConfirmingCancel(true)}>
            Cancel order
          </button>
        )}
      </div>
      <ProblemNotice error={extend.error} />
      <ProblemNotice error={cancel.error} />
      {canOperate(session) && status === 'confirmed' && payment && payment.refunded_amount < payment.amount && (
        <RefundForm order={order} payment={payment} session={session} onOrderChange={onOrderChange} />
      )}
    </section>
  );
}
