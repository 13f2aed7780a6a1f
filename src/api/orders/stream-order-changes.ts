import type { z } from 'zod';
import type { OrderReader } from '../../domains/orders/order-reader.js';
import { isFinal } from '../../domains/orders/order-status.js';
import type { Order } from '../../domains/orders/order.entity.js';
import type { PaymentReader } from '../../domains/payments/payment-reader.js';
import { MAX_STREAM_MS, type ServerSentEvent } from '../http/event-stream.js';
import type { OrderWatch } from './order-watch.js';
import { orderVersionAt, combineVersions } from '../../representations/order-version.js';
import { viewOrder } from './order-views.js';
import { toStatusChange, type orderChanged, type orderRepresentation } from '../../representations/order.js';

interface Dependencies {
  readonly orders: OrderReader;
  readonly payments: PaymentReader;
  readonly watch: OrderWatch;
}

/** Yields an event for each change of the order after the given version, until the order has its final status. */
export async function* streamOrderChanges(
  orderId: string,
  afterVersion: number,
  { orders, payments, watch }: Dependencies,
  signal: AbortSignal,
): AsyncGenerator<ServerSentEvent> {
  const endsAt = Date.now() + MAX_STREAM_MS;
  let lastSeenVersion = afterVersion;
  while (!signal.aborted && Date.now() < endsAt) {
    const order = await orders.get(orderId);
    const view = await viewOrder(order, payments);
    for (const event of await eventsSince(lastSeenVersion, order, view, orders))
      yield { id: event.version, data: event };
    lastSeenVersion = Math.max(lastSeenVersion, view.version);
    if (isFinal(order.status)) return;
    await watch.waitForChange(orderId, lastSeenVersion, signal, endsAt - Date.now());
  }
}

/**
 * The history separates status changes that happened since the last read. Other changes, of the payment or the expiry,
 * are part of those events; when the status did not change, they produce one event.
 */
async function eventsSince(
  version: number,
  order: Order,
  view: z.input<typeof orderRepresentation>,
  orders: OrderReader,
): Promise<z.input<typeof orderChanged>[]> {
  if (view.version <= version) return [];
  const history = await orders.history(order.id);
  const events = history
    .filter((change) => change.version > orderVersionAt(version) && change.version <= order.version)
    .map((change) => ({
      ...view,
      status: change.to,
      status_reason: change.reason,
      version: combineVersions({ order: change.version, payment: 0 }),
      updated_at: change.at.toISOString(),
      change: toStatusChange(change),
    }));
  return events.length > 0 ? events : [{ ...view, change: null }];
}
