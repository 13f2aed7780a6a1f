import { useState } from 'preact/hooks';
import { unwrap, type Order, type Payment } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { formatAmount, parseMoney, smallestAmount } from '../../money/money.js';
import type { Session } from '../session/session.js';
import { announce } from '../ui/announcer.js';
import { sendOnce } from '../ui/pending-keys.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useAction } from '../ui/use-action.js';
import { refundText } from './refund-text.js';

interface Props {
  readonly order: Order;
  readonly payment: Payment;
  readonly session: Session;
  readonly onOrderChange: (order: Order) => void;
}

/** Refunds the payment in full or in part; the status of the order does not change. The amount is always asked for. */
export function RefundForm({ order, payment, session, onOrderChange }: Props) {
  const t = useText(refundText);
  const { money } = useFormats();
  const { id, currency } = order;
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const available = payment.amount - payment.refunded_amount;
  const units = parseMoney(amount, currency);
  const refund = useAction(async (wanted: number) => {
    const body = { reason, amount: wanted };
    await sendOnce(`refund:${id}`, (header) =>
      unwrap(session.client.POST('/v1/orders/{id}/refunds', { params: { path: { id }, header }, body })),
    );
    announce(t.done(money(wanted, currency)));
    setAmount('');
    onOrderChange(await unwrap(session.client.GET('/v1/orders/{id}', { params: { path: { id } } })));
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (units !== undefined) refund.run(units);
  };
  return (
    <form class="refund-form" onSubmit={submit} aria-label={t.form}>
      <label class="field">
        <span>{t.amount(currency)}</span>
        <input
          type="number"
          required
          min={smallestAmount(currency)}
          step={smallestAmount(currency)}
          aria-describedby="refundable"
          value={amount}
          onInput={(event) => setAmount(event.currentTarget.value)}
        />
      </label>
      <label class="field">
        <span>{t.reason}</span>
        <input
          required
          maxLength={500}
          placeholder={t.reasonExample}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <p class="muted small" id="refundable">
        {t.available(money(available, currency))}
      </p>
      <button type="button" class="button quiet" onClick={() => setAmount(formatAmount(available, currency))}>
        {t.whole(money(available, currency))}
      </button>
      <button class="button submit" aria-disabled={refund.busy}>
        {refund.busy ? t.refunding : units === undefined ? t.refund : t.refundAmount(money(units, currency))}
      </button>
      <ProblemNotice error={refund.error} />
    </form>
  );
}
