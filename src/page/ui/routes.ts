export const SHOP_URL = '#/';
export const ORDERS_URL = '#/orders';

export function orderUrl(orderId: string): string {
  return `#/orders/${orderId}`;
}

export type View = { readonly name: 'shop' | 'orders' } | { readonly name: 'order'; readonly orderId: string };

/** Returns the view that the page shows. @param hash - as in `location.hash` */
export function viewOf(hash: string): View {
  const orderId = /^#\/orders\/([\w-]+)$/.exec(hash)?.[1];
  if (orderId !== undefined) return { name: 'order', orderId };
  return { name: hash === ORDERS_URL || hash.startsWith(`${ORDERS_URL}?`) ? 'orders' : 'shop' };
}
