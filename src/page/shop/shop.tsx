import { useState } from 'preact/hooks';
import type { PageConfig } from '../session/page-routes.js';
import { canOrder, canOperate } from '../session/claims.js';
import type { Session } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { Checkout } from './checkout.js';
import { OrderList } from './order-list.js';
import { ProductCard } from './product-card.js';
import { useCatalogue } from './use-catalogue.js';

interface Props {
  readonly session: Session;
  readonly gateway: PageConfig['payment_gateway'];
}

/** The catalogue, the checkout and the latest orders. */
export function Shop({ session, gateway }: Props) {
  const { products, error, refresh } = useCatalogue(session);
  const [basket, setBasket] = useState<ReadonlyMap<string, number>>(new Map());
  const setQuantity = (productId: string, quantity: number) => {
    const others = [...basket].filter(([id]) => id !== productId);
    setBasket(new Map(quantity > 0 ? [...others, [productId, quantity]] : others));
  };
  return (
    <div class="shop">
      <section aria-labelledby="catalogue">
        <h1 id="catalogue">{canOrder(session) ? 'What would you like?' : 'Stock'}</h1>
        <ProblemNotice error={error} />
        {!products && error === undefined && <p class="muted loading">Loading the catalogue…</p>}
        {products?.length === 0 && <p class="empty">There is nothing for sale yet.</p>}
        <ul class="products">
          {products?.map((product) => (
            <ProductCard
              key={product.id}
              product={product}
              quantity={basket.get(product.id) ?? 0}
              onQuantityChange={canOrder(session) ? (quantity) => setQuantity(product.id, quantity) : undefined}
              operatorSession={canOperate(session) ? session : undefined}
              onAdjusted={refresh}
            />
          ))}
        </ul>
        {basket.size > 0 && (
          <button class="button primary to-checkout" onClick={scrollToCheckout}>
            Go to your order
          </button>
        )}
      </section>
      <aside>
        {canOrder(session) && <Checkout {...{ session, gateway, basket }} products={products ?? []} />}
        <OrderList session={session} />
      </aside>
    </div>
  );
}

/** On a phone the checkout is below all products. */
function scrollToCheckout() {
  const checkout = document.getElementById('checkout');
  checkout?.scrollIntoView();
  checkout?.focus();
}
