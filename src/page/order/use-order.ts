import { useEffect, useState } from 'preact/hooks';
import { followOrder } from '../client/follow-order.js';
import type { Order } from '../client/types.js';
import type { Session } from '../session/session.js';
import { errorMessage } from '../ui/use-action.js';

export interface WatchedOrder {
  /** Undefined until it was read. */
  readonly order: Order | undefined;
  readonly problem: string | undefined;
  /** Shows the order as an answer told it, before its event comes. */
  readonly update: (order: Order) => void;
}

/** An order, as it is now and as it changes. */
export function useOrder({ client }: Session, orderId: string): WatchedOrder {
  const [order, setOrder] = useState<Order>();
  const [problem, setProblem] = useState<string>();
  /** What comes late does not undo what is known. */
  const update = (change: Order) =>
    setOrder((current) => (current && current.version > change.version ? current : change));

  useEffect(() => {
    const abortController = new AbortController();
    const watch = async () => {
      const found = await client.call<Order>(`/v1/orders/${orderId}`, { signal: abortController.signal });
      update(found);
      await followOrder(client, found, update, abortController.signal);
    };
    watch().catch((error: unknown) => {
      if (!abortController.signal.aborted) setProblem(errorMessage(error));
    });
    return () => abortController.abort();
  }, [client, orderId]);

  return { order, problem, update };
}
