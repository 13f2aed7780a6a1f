import { useState } from 'preact/hooks';
import type { Product } from '../client.js';
import { useFormats, useText } from '../i18n/use-language.js';
import type { PageConfig } from '../session/page-routes.js';
import type { Session } from '../session/session.js';
import { Notice } from '../ui/notice.js';
import { orderUrl } from '../ui/routes.js';
import { basketLines, orderItems, toNewOrder, totals } from './basket.js';
import { CheckoutLines } from './checkout-lines.js';
import { PaymentChoice } from './payment-choice.js';
import { DEFAULT_SELECTION, type PaymentSelection } from './payment-methods.js';
import { paymentText } from './payment-text.js';
import { PlacementProblem } from './placement-problem.js';
import { text } from './text.js';
import type { KeptBasket } from './use-basket.js';
import { usePlacement } from './use-placement.js';

interface Props {
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
  readonly kept: KeptBasket;
  readonly products: readonly Product[];
}

/** The basket, the choice of payment, and the button that places the order. */
export function Checkout({ session, gateway, kept, products }: Props) {
  const t = useText(text);
  const { pay } = useText(paymentText);
  const { money } = useFormats();
  const [selection, setSelection] = useState<PaymentSelection>(DEFAULT_SELECTION);
  const isSimulated = gateway === 'simulated';
  const lines = basketLines(kept.basket, products);
  const [total, ...otherTotals] = totals(lines);
  const placement = usePlacement(session, `order:${session.userId}`, ({ id }) => {
    kept.clear();
    location.hash = orderUrl(id);
  });
  const canPay = total !== undefined && otherTotals.length === 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (canPay) placement.run(toNewOrder(orderItems(lines), selection, isSimulated));
  };
  return (
    <form class="card checkout" onSubmit={submit} aria-labelledby="checkout">
      <h2 id="checkout" tabIndex={-1}>
        {t.yourOrder}
      </h2>
      {lines.length === 0 && <p class="empty">{t.emptyBasket}</p>}
      {lines.length > 0 && <CheckoutLines lines={lines} setQuantity={kept.setQuantity} />}
      {otherTotals.length > 0 && <Notice tone="warning">{t.mixedCurrencies}</Notice>}
      {lines.length > 0 && (
        <>
          <PaymentChoice selection={selection} onChange={setSelection} withTestCards={isSimulated} />
          <PlacementProblem error={placement.error} products={products} />
          {placement.isWaiting && <Notice tone="warning">{t.busy}</Notice>}
          <button class="button primary wide" aria-disabled={!canPay || placement.busy}>
            {placement.busy || !total ? t.placing : pay[selection.method](money(total[1], total[0]))}
          </button>
        </>
      )}
    </form>
  );
}
