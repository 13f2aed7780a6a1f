import { useState } from 'preact/hooks';
import type { Order } from '../client/types.js';
import { canOperate, type Session } from '../session/session.js';
import { Notice } from '../ui/notice.js';
import { useAction } from '../ui/use-action.js';
import { RefundForm } from './refund-form.js';

const EXTENSION_SECONDS = 300;

interface Props {
  readonly order: Order;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

/** What the reader may do about the order now. */
export function Actions({ order, session, onOrderChange }: Props) {
  const { id, status, payment } = order;
  const path = `/v1/orders/${id}`;
  const [isConfirmingCancel, setIsConfirmingCancel] = useState(false);
  const extend = useAction(async () => {
    await session.client.call(`${path}/reservation/extend`, { method: 'POST', body: { seconds: EXTENSION_SECONDS } });
    onOrderChange(await session.client.call<Order>(path));
  });
  const cancel = useAction(async () => {
    onOrderChange(await session.client.call<Order>(`${path}/cancel`, { method: 'POST', body: {} }));
    setIsConfirmingCancel(false);
  });
  const isOpen = status === 'pending' || status === 'paid' || status === 'confirmed';
  if (!isOpen) return null;
  return (
    <section class="card actions" aria-label="What you can do">
      <div class="buttons">
        {status === 'pending' && (
          <button class="button" disabled={extend.busy} onClick={() => extend.run()}>
            Hold it 5 minutes longer
          </button>
        )}
        {isConfirmingCancel ? (
          <>
            <button class="button danger" disabled={cancel.busy} onClick={() => cancel.run()}>
              Yes, cancel it
            </button>
            <button class="button quiet" onClick={() => setIsConfirmingCancel(false)}>
              Keep it
            </button>
          </>
        ) : (
          <button class="button" onClick={() => setIsConfirmingCancel(true)}>
            Cancel order
          </button>
        )}
      </div>
      {[extend.problem, cancel.problem].map(
        (problem) =>
          problem !== undefined && (
            <Notice key={problem} tone="bad">
              {problem}
            </Notice>
          ),
      )}
      {canOperate(session) && status === 'confirmed' && payment && payment.refunded_amount < payment.amount && (
        <RefundForm order={order} payment={payment} session={session} onOrderChange={onOrderChange} />
      )}
    </section>
  );
}
