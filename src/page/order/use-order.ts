import { useEffect, useState } from 'preact/hooks';
import { unwrap, type Order } from '../client.js';
import type { Session } from '../session/session.js';
import { isUnreachable } from '../ui/connection.js';
import { usePolled } from '../ui/use-polled.js';

/** The pause between two attempts to load an order. */
const RETRY_MS = 2_000;

export interface WatchedOrder {
  /** Undefined until it is loaded. */
  readonly order: Order | undefined;
  readonly error: unknown;
  /** Shows the order from a response in all tabs before its event arrives. */
  readonly update: (order: Order) => void;
}

/** Loads an order and follows its changes, over one connection for all tabs. */
export function useOrder({ client, follower }: Session, orderId: string): WatchedOrder {
  const [order, setOrder] = useState<Order>();
  const [isLoaded, setLoaded] = useState(false);
  // Responses and events can arrive out of order.
  const update = (change: Order) =>
    setOrder((current) => (current && current.version > change.version ? current : change));

  const { error } = usePolled(
    async (signal) => {
      try {
        update(await unwrap(client.GET('/v1/orders/{id}', { params: { path: { id: orderId } }, signal })));
        setLoaded(true);
      } catch (reason) {
        // Whatever the API answers is final; only an API that cannot be reached is asked again.
        if (!isUnreachable(reason) && !signal.aborted) setLoaded(true);
        throw reason;
      }
    },
    isLoaded ? undefined : RETRY_MS,
    [client, orderId],
  );
  useEffect(() => {
    if (!order) return undefined;
    return follower.follow(order, update);
  }, [follower, order?.id]);

  return { order, error, update: (change) => follower.publish(change) };
}
