import { useEffect, useState } from 'preact/hooks';
import { orderIdOf } from './routes.js';

/** The id of the order that the page shows, or undefined in the shop. */
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
  return orderIdOf(hash);
}
