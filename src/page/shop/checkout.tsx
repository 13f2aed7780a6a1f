import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../client/client.js';
import type { NewOrder, Order, PageConfig, Product } from '../client/types.js';
import { randomId, type Session } from '../session/session.js';
import { formatMoney } from '../ui/money.js';
import { Notice } from '../ui/notice.js';
import { orderUrl } from '../ui/router.js';
import { useAction } from '../ui/use-action.js';
import { isCard, PaymentChoice, type PaymentSelection } from './payment-choice.js';

interface Props {
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
  readonly basket: ReadonlyMap<string, number>;
  readonly products: readonly Product[];
}

/** What is in the basket, how it is paid, and the button that orders it. */
export function Checkout({ session, gateway, basket, products }: Props) {
  const [selection, setSelection] = useState<PaymentSelection>({ method: 'credit_card', token: 'tok_approve' });
  const lines = products.flatMap((product) => {
    const quantity = basket.get(product.id);
    return quantity === undefined ? [] : [{ product, quantity }];
  });
  const withToken = gateway === 'simulated' && isCard(selection.method) && selection.token !== '';
  const request: NewOrder = {
    items: lines.map(({ product, quantity }) => ({ product_id: product.id, quantity })),
    payment_method: selection.method,
    ...(withToken && { payment_token: selection.token }),
  };
  const key = useIdempotencyKey(request);
  const placeOrder = useAction(async () => {
    const headers = { 'Idempotency-Key': key.current };
    const order = await session.client
      .call<Order>('/v1/orders', { method: 'POST', body: request, headers })
      .catch((error: unknown) => {
        if (isClientError(error)) key.current = randomId();
        throw withProductNames(error, products);
      });
    location.hash = orderUrl(order.id);
  });
  const submit = (event: Event) => {
    event.preventDefault();
    placeOrder.run();
  };
  return (
    <form class="card checkout" onSubmit={submit} aria-labelledby="checkout">
      <h2 id="checkout" tabIndex={-1}>
        Your order
      </h2>
      {lines.length === 0 ? (
        <p class="empty">Nothing in it yet. Add something from the catalogue.</p>
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
      <PaymentChoice selection={selection} onChange={setSelection} withTokens={gateway === 'simulated'} />
      {placeOrder.problem !== undefined && <Notice tone="bad">{placeOrder.problem}</Notice>}
      <button class="button primary wide" disabled={lines.length === 0 || placeOrder.busy}>
        {placeOrder.busy ? 'Placing the order…' : 'Place order'}
      </button>
    </form>
  );
}

/** The same request tried again is the same order; another one, or one after a refusal, has a key of its own. */
function useIdempotencyKey(request: NewOrder): { current: string } {
  const key = useRef(randomId());
  useEffect(() => {
    key.current = randomId();
  }, [JSON.stringify(request)]);
  return key;
}

/** Not an outage, after which the order may have been placed all the same. */
function isClientError(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

/** The refusal, with the names of the products that are short. */
function withProductNames(error: unknown, products: readonly Product[]): Error {
  if (!(error instanceof ApiError) || error.shortages.length === 0) return error as Error;
  const descriptions = error.shortages.map(({ product_id, requested, available }) => {
    const { name } = products.find(({ id }) => id === product_id) ?? { name: product_id };
    return `${requested} × ${name} asked for, ${available} left`;
  });
  return new Error(`${error.message}: ${descriptions.join('; ')}`);
}

function formatTotal(lines: readonly { readonly product: Product; readonly quantity: number }[]): string {
  const [first] = lines;
  const total = lines.reduce((sum, { product, quantity }) => sum + quantity * product.price, 0);
  return first ? formatMoney(total, first.product.currency) : '';
}
