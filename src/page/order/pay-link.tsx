import type { Order } from '../client.js';
import { useText } from '../i18n/use-language.js';
import { paymentText } from '../shop/payment-text.js';

/** A link to the payment page while the customer must approve the payment there; that page leads back here. */
export function PayLink({ order }: { readonly order: Order }) {
  const { proceed } = useText(paymentText);
  const action = order.payment?.next_action;
  if (!action) return null;
  return (
    <a class="button primary pay-link" href={action.redirect_url}>
      {proceed[order.payment_method]}
    </a>
  );
}
