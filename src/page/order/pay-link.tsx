import type { Order } from '../client/types.js';
import { METHOD_NAMES } from '../shop/payment-choice.js';
import { Icon } from '../ui/icons.js';

/** The way to the page of the gateway, while the customer must act there. */
export function PayLink({ order }: { readonly order: Order }) {
  const action = order.payment?.next_action;
  if (!action) return null;
  return (
    <a class="button primary pay" href={action.redirect_url} target="_blank" rel="noopener noreferrer">
      Pay with {METHOD_NAMES[order.payment_method]} <Icon name="link" />
      <span class="hidden">(opens in a new tab)</span>
    </a>
  );
}
