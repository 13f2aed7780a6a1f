import { useFormats, useText } from '../i18n/use-language.js';
import { canOrder, canOperate } from '../session/claims.js';
import type { PageConfig } from '../session/page-routes.js';
import type { Session } from '../session/session.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { usePageTitle } from '../ui/use-page-title.js';
import { basketLines, totals } from './basket.js';
import { Checkout } from './checkout.js';
import { LatestOrders } from './latest-orders.js';
import { ProductCard } from './product-card.js';
import { text } from './text.js';
import { useBasket } from './use-basket.js';
import { useCatalogue } from './use-catalogue.js';

interface Props {
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
}

/** The catalogue, the checkout and the latest orders. */
export function Shop({ session, gateway }: Props) {
  const t = useText(text);
  const { money } = useFormats();
  const { data: products, error, refresh } = useCatalogue(session);
  const kept = useBasket();
  const { basket, setQuantity } = kept;
  usePageTitle();
  const orderTotals = [...totals(basketLines(basket, products ?? []))];
  return (
    <div class="shop">
      <section aria-labelledby="catalogue">
        <PageHeading id="catalogue">{canOrder(session) ? t.heading : t.stockHeading}</PageHeading>
        <ProblemNotice error={error} />
        {!products && error === undefined && <p class="muted loading">{t.loading}</p>}
        {products?.length === 0 && <p class="empty">{t.nothingForSale}</p>}
        <ul class="products">
          {products?.map((product) => (
            <ProductCard
              key={product.id}
              product={product}
              quantity={canOrder(session) ? (basket.get(product.id) ?? 0) : 0}
              onQuantityChange={canOrder(session) ? (quantity) => setQuantity(product.id, quantity) : undefined}
              operatorSession={canOperate(session) ? session : undefined}
              onAdjusted={refresh}
            />
          ))}
        </ul>
        {canOrder(session) && orderTotals.length > 0 && (
          <button type="button" class="button primary to-checkout" onClick={scrollToCheckout}>
            {t.toCheckout(orderTotals.map(([currency, total]) => money(total, currency)).join(' + '))}
          </button>
        )}
      </section>
      {/* Without the products above it, the checkout would jump down a phone when they arrive. */}
      {products && (
        <aside>
          {canOrder(session) && <Checkout {...{ session, gateway, kept, products }} />}
          <LatestOrders session={session} />
        </aside>
      )}
    </div>
  );
}

/** On a phone the checkout is below all products. */
function scrollToCheckout() {
  const checkout = document.getElementById('checkout');
  checkout?.scrollIntoView();
  checkout?.focus();
}
