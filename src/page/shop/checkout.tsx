import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, placeOrder, type NewOrder, type Product } from '../client.js';
import type { PageConfig } from '../session/page-routes.js';
import type { Session } from '../session/session.js';
import { formatMoney } from '../../money/money.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { randomId } from '../ui/random-id.js';
import { orderUrl } from '../ui/routes.js';
import { useAction } from '../ui/use-action.js';
import { basketLines, formatTotal, toNewOrder } from './basket.js';
import { PaymentChoice } from './payment-choice.js';
import type { PaymentSelection } from './payment-methods.js';

interface Props {
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
  readonly basket: ReadonlyMap<string, number>;
  readonly products: readonly Product[];
}

/** The basket, the choice of payment, and the button that places the order. */
export function Checkout({ session, gateway, basket, products }: Props) {
  const [selection, setSelection] = useState<PaymentSelection>({ method: 'credit_card', token: 'tok_approve' });
  const isSimulated = gateway === 'simulated';
  const lines = basketLines(basket, products);
  const request = toNewOrder(lines, selection, isSimulated);
  const key = useIdempotencyKey(request);
  const [waiting, setWaiting] = useState(false);
  const checkout = useAction(async () => {
    const order = await placeOrder(session.client, request, {
      idempotencyKey: key.current,
      onWait: () => setWaiting(true),
    })
      .catch((error: unknown) => {
        if (isRejection(error)) key.current = randomId();
        throw error;
      })
      .finally(() => setWaiting(false));
    location.hash = orderUrl(order.id);
  });
  const submit = (event: Event) => {
    event.preventDefault();
    checkout.run();
  };
  return (
    <form class="card checkout" onSubmit={submit} aria-labelledby="checkout">
      <h2 id="checkout" tabIndex={-1}>
        Your order
      </h2>
      {lines.length === 0 ? (
        <p class="empty">Your order is empty. Add something from the catalogue.</p>
      ) : (
        <ul class="lines">
          {lines.map(({ product, quantity }) => (
            <li key={product.id}>
              <span>
                {quantity} × {product.name}
              </span>
              <span class="amount">{formatMoney(quantity * product.price, product.currency)}</span>
            </li>
          ))}
          <li class="total">
            <span>Total</span>
            <span class="amount">{formatTotal(lines)}</span>
          </li>
        </ul>
      )}
      <PaymentChoice selection={selection} onChange={setSelection} withTokens={isSimulated} />
      <ProblemNotice error={checkout.error} />
      {waiting && <Notice tone="warning">The shop is busy. Your order is sent again in a few seconds.</Notice>}
      <button class="button primary wide" disabled={lines.length === 0 || checkout.busy}>
        {checkout.busy ? 'Placing the order…' : 'Place order'}
      </button>
    </form>
  );
}

/** Repeating a request after an outage returns the same order; a changed or rejected request gets a new key. */
function useIdempotencyKey(request: NewOrder): { current: string } {
  const key = useRef(randomId());
  useEffect(() => {
    key.current = randomId();
  }, [JSON.stringify(request)]);
  return key;
}

/** After an outage, by contrast, the order may exist. */
function isRejection(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}
