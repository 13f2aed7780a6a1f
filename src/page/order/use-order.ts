import { useEffect, useState } from 'preact/hooks';
import { followOrder } from '../client/follow.js';
import type { Order } from '../client/types.js';
import type { Session } from '../session/session.js';
import { messageOf } from '../ui/use-action.js';

export interface WatchedOrder {
  /** Undefined until it was read. */
  readonly order: Order | undefined;
  readonly problem: string | undefined;
  /** Shows the order as an answer told it, before its event comes. */
  readonly tell: (order: Order) => void;
}

/** An order, as it is now and as it changes. */
export function useOrder({ client }: Session, orderId: string): WatchedOrder {
  const [order, setOrder] = useState<Order>();
  const [problem, setProblem] = useState<string>();
  /** What comes late does not undo what is known. */
  const tell = (change: Order) => setOrder((known) => (known && known.version > change.version ? known : change));

  useEffect(() => {
    const left = new AbortController();
    const watch = async () => {
      const found = await client.call<Order>(`/v1/orders/${orderId}`, { signal: left.signal });
      tell(found);
      await followOrder(client, found, tell, left.signal);
    };
    watch().catch((error: unknown) => {
      if (!left.signal.aborted) setProblem(messageOf(error));
    });
    return () => left.abort();
  }, [client, orderId]);

  return { order, problem, tell };
}
