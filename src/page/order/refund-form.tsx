import { useState } from 'preact/hooks';
import { unwrap, type Order, type Payment } from '../client.js';
import type { Session } from '../session/session.js';
import { formatMoney, parseMoney, smallestAmount } from '../../money/money.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';

interface Props {
  readonly order: Order;
  readonly payment: Payment;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

/** Refunds the payment in full or in part; the status of the order does not change. */
export function RefundForm({ order, payment, session, onOrderChange }: Props) {
  const { currency } = order;
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const params = { path: { id: order.id } };
  const refund = useAction(async () => {
    const units = parseMoney(amount, currency);
    const body = { reason, ...(units !== undefined && { amount: units }) };
    await unwrap(session.client.POST('/v1/orders/{id}/refunds', { params, body }));
    setAmount('');
    onOrderChange(await unwrap(session.client.GET('/v1/orders/{id}', { params })));
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
      <ProblemNotice error={refund.error} />
    </form>
  );
}
