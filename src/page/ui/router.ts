import { useEffect, useState } from 'preact/hooks';

/** Where the page is: the id of the order it shows, or undefined in the shop. */
export function useOrderId(): string | undefined {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const onHashChange = () => {
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);
  return /^#\/orders\/([\w-]+)$/.exec(hash)?.[1];
}

export const SHOP_URL = '#/';

export function orderUrl(orderId: string): string {
  return `#/orders/${orderId}`;
}
