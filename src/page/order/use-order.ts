import { useEffect, useState } from 'preact/hooks';
import { followOrder, unwrap, type Order } from '../client.js';
import type { Session } from '../session/session.js';

export interface WatchedOrder {
  /** Undefined until it is loaded. */
  readonly order: Order | undefined;
  readonly error: unknown;
  /** Shows the order from a response before its event arrives. */
  readonly update: (order: Order) => void;
}

/** Loads an order and follows its changes. */
export function useOrder({ client }: Session, orderId: string): WatchedOrder {
  const [order, setOrder] = useState<Order>();
  const [error, setError] = useState<unknown>();
  // Responses and events can arrive out of order.
  const update = (change: Order) =>
    setOrder((current) => (current && current.version > change.version ? current : change));

  useEffect(() => {
    const abortController = new AbortController();
    const watch = async () => {
      const found = await unwrap(
        client.GET('/v1/orders/{id}', { params: { path: { id: orderId } }, signal: abortController.signal }),
      );
      update(found);
      await followOrder(client, found, update, abortController.signal);
    };
    watch().catch((reason: unknown) => {
      if (!abortController.signal.aborted) setError(reason);
    });
    return () => abortController.abort();
  }, [client, orderId]);

  return { order, error, update };
}
