import { useState } from 'preact/hooks';
import { unwrap, type Order } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { PageConfig } from '../session/page-routes.js';
import type { Session } from '../session/session.js';
import { orderItems, toNewOrder, totals } from '../shop/basket.js';
import { PaymentChoice } from '../shop/payment-choice.js';
import { DEFAULT_SELECTION } from '../shop/payment-methods.js';
import { paymentText } from '../shop/payment-text.js';
import { PlacementProblem } from '../shop/placement-problem.js';
import { text as shopText } from '../shop/text.js';
import { usePlacement } from '../shop/use-placement.js';
import { Notice } from '../ui/notice.js';
import { orderUrl } from '../ui/routes.js';
import { usePolled } from '../ui/use-polled.js';
import { text } from './text.js';

interface Props {
  readonly order: Order;
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
}

/** Pays for the items of an order that was not paid, in one step: a new order with the same items at today's prices. */
export function PayAgain({ order, session, gateway }: Props) {
  const { payAgain: t } = useText(text);
  const { pay } = useText(paymentText);
  const { placing, busy } = useText(shopText);
  const { money } = useFormats();
  const [selection, setSelection] = useState({ ...DEFAULT_SELECTION, method: order.payment_method });
  const { data: lines } = usePolled(
    (signal) =>
      Promise.all(
        order.items.map(async ({ product_id: id, quantity }) => {
          const params = { path: { id } };
          return { product: await unwrap(session.client.GET('/v1/products/{id}', { params, signal })), quantity };
        }),
      ),
    undefined,
    [session, order.id],
  );
  const placement = usePlacement(session, `again:${order.id}`, ({ id }) => {
    location.hash = orderUrl(id);
  });
  const [total] = totals(lines ?? []);
  if (!lines || !total) return null;
  const isForSale = lines.every(
    ({ product, quantity }) => product.status === 'active' && product.available >= quantity,
  );
  const submit = (event: Event) => {
    event.preventDefault();
    placement.run(toNewOrder(orderItems(lines), selection, gateway === 'simulated'));
  };
  return (
    <form class="card checkout" onSubmit={submit} aria-labelledby="pay-again">
      <h2 id="pay-again">{t.heading}</h2>
      <p class="muted small">{isForSale ? t.explanation : t.gone}</p>
      {isForSale && (
        <>
          <PaymentChoice selection={selection} onChange={setSelection} withTestCards={gateway === 'simulated'} />
          <PlacementProblem error={placement.error} products={lines.map(({ product }) => product)} />
          {placement.isWaiting && <Notice tone="warning">{busy}</Notice>}
          <button class="button primary wide" aria-disabled={placement.busy}>
            {placement.busy ? placing : pay[selection.method](money(total[1], total[0]))}
          </button>
        </>
      )}
    </form>
  );
}
