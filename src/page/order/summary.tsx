import type { Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import { paymentText } from '../shop/payment-text.js';
import { text } from './text.js';

/** The receipt: when the order was placed, its items, the total, and the status of the payment. Printing shows it alone. */
export function Summary({ order }: { readonly order: Order }) {
  const { receipt: t, payment: paymentLine, paymentStatuses } = useText(text);
  const { methods } = useText(paymentText);
  const { money, number, dateTime } = useFormats();
  const { id, items, currency, payment, created_at: placedAt } = order;
  return (
    <section class="card receipt" aria-labelledby="summary">
      <h2 id="summary">{t.heading}</h2>
      <p class="muted small">
        <time dateTime={placedAt}>{t.placedOn(dateTime(placedAt))}</time>
      </p>
      <ul class="lines">
        {items.map((item) => (
          <li key={item.id}>
            <span>{t.line(number(item.quantity), item.name)}</span>
            <span class="amount">{money(item.subtotal, currency)}</span>
          </li>
        ))}
        <li class="total">
          <span>{t.total}</span>
          <span class="amount">{money(order.total_amount, currency)}</span>
        </li>
        {payment && payment.refunded_amount > 0 && (
          <li>
            <span>{t.refunded}</span>
            <span class="amount">{money(-payment.refunded_amount, currency)}</span>
          </li>
        )}
      </ul>
      <p class="muted small">
        {payment
          ? paymentLine(methods[order.payment_method], paymentStatuses[payment.status])
          : methods[order.payment_method]}
      </p>
      <p class="muted small">{t.number(id)}</p>
    </section>
  );
}
