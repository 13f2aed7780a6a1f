import type { Order, Payment } from '../client.js';
import { METHOD_NAMES } from '../shop/payment-methods.js';
import { formatMoney } from '../../money/money.js';

/** The items, the total, and the status of the payment. */
export function Summary({ order }: { readonly order: Order }) {
  const { items, currency, payment } = order;
  return (
    <section class="card" aria-labelledby="summary">
      <h2 id="summary">Order</h2>
      <ul class="lines">
        {items.map(({ id, name, quantity, subtotal }) => (
          <li key={id}>
            <span>
              {quantity} × {name}
            </span>
            <span class="amount">{formatMoney(subtotal, currency)}</span>
          </li>
        ))}
        <li class="total">
          <span>Total</span>
          <span class="amount">{formatMoney(order.total_amount, currency)}</span>
        </li>
        {payment && payment.refunded_amount > 0 && (
          <li>
            <span>Refunded</span>
            <span class="amount">−{formatMoney(payment.refunded_amount, currency)}</span>
          </li>
        )}
      </ul>
      <p class="muted small">
        {METHOD_NAMES[order.payment_method]}
        {payment && `: ${paymentStatusLabel(payment.status)}`}
      </p>
    </section>
  );
}

function paymentStatusLabel(status: Payment['status']): string {
  return status === 'success' ? 'paid' : status;
}
