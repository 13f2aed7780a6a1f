import { useEffect, useState } from 'preact/hooks';

/** Where the page is: the id of the order it shows, or undefined in the shop. */
export function useOrderId(): string | undefined {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => {
      setHash(location.hash);
      scrollTo(0, 0);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return /^#\/orders\/([\w-]+)$/.exec(hash)?.[1];
}

export const SHOP = '#/';

export function orderLink(orderId: string): string {
  return `#/orders/${orderId}`;
}
