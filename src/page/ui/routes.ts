export const SHOP_URL = '#/';

export function orderUrl(orderId: string): string {
  return `#/orders/${orderId}`;
}

/** Returns the id of the order that the page shows, or undefined in the shop. @param hash - as in `location.hash` */
export function orderIdOf(hash: string): string | undefined {
  return /^#\/orders\/([\w-]+)$/.exec(hash)?.[1];
}
