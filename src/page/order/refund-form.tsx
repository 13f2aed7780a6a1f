import { useState } from 'preact/hooks';
import type { Order, Payment } from '../client/types.js';
import type { Session } from '../session/session.js';
import { formatMoney, parseMoney, smallestAmount } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { useAction } from '../ui/use-action.js';

interface Props {
  readonly order: Order;
  readonly payment: Payment;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

/** Gives money back, in whole or in part; the order stays as it is. */
export function RefundForm({ order, payment, session, onOrderChange }: Props) {
  const { currency } = order;
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const path = `/v1/orders/${order.id}`;
  const refund = useAction(async () => {
    const units = parseMoney(amount, currency);
    await session.client.call(`${path}/refunds`, { method: 'POST', body: { reason, ...(units && { amount: units }) } });
    setAmount('');
    onOrderChange(await session.client.call<Order>(path));
  });
  const submit = (event: Event) => {
    event.preventDefault();
    refund.run();
  };
  return (
    <form class="refund-form" onSubmit={submit} aria-label="Refund">
      <label class="field">
        <span>Refund</span>
        <input
          type="number"
          min={smallestAmount(currency)}
          step={smallestAmount(currency)}
          placeholder={`all: ${formatMoney(payment.amount - payment.refunded_amount, currency)}`}
          value={amount}
          onInput={(event) => setAmount(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>Reason</span>
        <input
          required
          maxLength={500}
          placeholder="arrived damaged"
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <button class="button" disabled={refund.busy}>
        {refund.busy ? 'Refunding…' : 'Refund'}
      </button>
      {refund.problem !== undefined && <Notice tone="bad">{refund.problem}</Notice>}
    </form>
  );
}
