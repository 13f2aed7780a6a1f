import type { Order } from '../client.js';
import { METHOD_NAMES } from '../shop/payment-methods.js';
import { Icon } from '../ui/icons.js';

/** A link to the gateway's payment page while the customer must approve the payment there. */
export function PayLink({ order }: { readonly order: Order }) {
  const action = order.payment?.next_action;
  if (!action) return null;
  return (
    <a class="button primary pay-link" href={action.redirect_url} target="_blank" rel="noopener noreferrer">
      Pay with {METHOD_NAMES[order.payment_method]} <Icon name="link" />
      <span class="visually-hidden">(opens in a new tab)</span>
    </a>
  );
}
