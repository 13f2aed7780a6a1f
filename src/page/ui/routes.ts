export const SHOP_URL = '#/';
export const ORDERS_URL = '#/orders';
export const ATTENTION_URL = '#/attention';
export const NUMBERS_URL = '#/numbers';
export const CATALOGUE_URL = '#/catalogue';
export const WEBHOOKS_URL = '#/webhooks';

export function orderUrl(orderId: string): string {
  return `#/orders/${orderId}`;
}

/** Views without parameters, by the path of their URL. */
const VIEWS = {
  orders: ORDERS_URL,
  attention: ATTENTION_URL,
  numbers: NUMBERS_URL,
  catalogue: CATALOGUE_URL,
  webhooks: WEBHOOKS_URL,
} as const;

export type View =
  { readonly name: 'shop' | keyof typeof VIEWS } | { readonly name: 'order'; readonly orderId: string };

/** Returns the view that the page shows. @param hash - as in `location.hash` */
export function viewOf(hash: string): View {
  const [path] = hash.split('?');
  const orderId = /^#\/orders\/([\w-]+)$/.exec(hash)?.[1];
  if (orderId !== undefined) return { name: 'order', orderId };
  const name = (Object.keys(VIEWS) as (keyof typeof VIEWS)[]).find((each) => VIEWS[each] === path);
  return { name: name ?? 'shop' };
}
