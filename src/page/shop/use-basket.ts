import { useEffect, useState } from 'preact/hooks';
import { formatBasket, parseBasket, type Basket } from './basket.js';

const BASKET_KEY = 'durable-orders.basket';

export interface KeptBasket {
  readonly basket: Basket;
  /** @param quantity - 0 removes the product */
  readonly setQuantity: (productId: string, quantity: number) => void;
  readonly clear: () => void;
}

/** The basket of this browser. It outlives a reload and a change of the role, and all tabs share it. */
export function useBasket(): KeptBasket {
  const [basket, setBasket] = useState(readBasket);
  useEffect(() => {
    const onStorage = () => setBasket(readBasket());
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, []);
  const store = (changed: Basket) => {
    localStorage.setItem(BASKET_KEY, formatBasket(changed));
    setBasket(changed);
  };
  return {
    basket,
    setQuantity(productId, quantity) {
      const others = [...readBasket()].filter(([id]) => id !== productId);
      store(new Map(quantity > 0 ? [...others, [productId, quantity]] : others));
    },
    clear: () => store(new Map()),
  };
}

function readBasket(): Basket {
  return parseBasket(localStorage.getItem(BASKET_KEY));
}
