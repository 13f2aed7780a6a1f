import { useState } from 'preact/hooks';
import { placeOrder, type NewOrder, type Order } from '../client.js';
import type { Session } from '../session/session.js';
import { sendOnce } from '../ui/pending-keys.js';
import { useAction, type Action } from '../ui/use-action.js';

/** How long a busy shop is asked again without the customer, in ms. A call that takes longer is given up and said. */
const PATIENCE_MS = 15_000;

export interface Placement extends Action<[NewOrder]> {
  /** Whether the order is sent again in a moment. */
  readonly isWaiting: boolean;
}

/**
 * Places an order, once: a repeated attempt sends the same key until the API has answered.
 *
 * @param name - identifies the basket
 */
export function usePlacement(session: Session, name: string, onPlaced: (order: Order) => void): Placement {
  const [isWaiting, setWaiting] = useState(false);
  const action = useAction(async (request: NewOrder) => {
    const startedAt = Date.now();
    const giveUp = new AbortController();
    const onWait = () => {
      if (Date.now() - startedAt >= PATIENCE_MS) giveUp.abort();
      else setWaiting(true);
    };
    try {
      const place = (key: string) =>
        placeOrder(session.client, request, { idempotencyKey: key, onWait, signal: giveUp.signal });
      onPlaced(await sendOnce(name, (headers) => place(headers['Idempotency-Key'])));
    } finally {
      setWaiting(false);
    }
  });
  return { ...action, isWaiting };
}
