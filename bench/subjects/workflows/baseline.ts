import {
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { PlaceOrderInput } from '../../../src/contracts/place-order.js';
import { SEARCH_ATTRIBUTES } from '../../../src/contracts/search-attributes.js';
import { queuesOf } from '../queues.js';

export const acceptedUpdate = defineUpdate<null, [{ requestFingerprint: null }]>('accepted');

interface NoopActivities {
  noop(request: unknown): Promise<void>;
}

const { inventory, payments } = queuesOf('baseline');
/** The same options as the order workflow: Temporal stores and enforces them whatever the activity does. */
const options = {
  startToCloseTimeout: '15 seconds',
  scheduleToCloseTimeout: '30 days',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
} as const;
const price = proxyLocalActivities<NoopActivities>({ ...options, summary: 'Validate and price' });
const create = proxyLocalActivities<NoopActivities>({ ...options, summary: 'Create the order' });
const confirmOrder = proxyLocalActivities<NoopActivities>({ ...options, summary: 'Confirm the order' });
const reserve = proxyActivities<NoopActivities>({ ...options, taskQueue: inventory, summary: 'Reserve stock' });
const confirmStock = proxyActivities<NoopActivities>({ ...options, taskQueue: inventory, summary: 'Confirm stock' });
const pay = proxyActivities<NoopActivities>({
  ...options,
  taskQueue: payments,
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '10 seconds',
  summary: 'Charge the customer',
});

/**
 * Requests the same events from Temporal as `placeOrder`, with the same payloads, but its activities do nothing. The bench fails
 * when the two histories differ.
 */
export async function baseline(order: PlaceOrderInput): Promise<{ status: 'confirmed' }> {
  const { orderId, userId, lines, paymentMethod: method, sealedPaymentToken: sealedToken } = order;
  const stock = { orderId, lines };
  let accepted = false;
  setHandler(acceptedUpdate, () => condition(() => accepted).then(() => null));
  await price.noop(lines);
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.totalAmount, value: 1 }]);
  // Never cancelled, like the timer of a reservation.
  void sleep(order.reservationTtlSeconds * 1_000, { summary: 'The reservation expires' });
  await reserve.noop({ ...stock, expiresAt: new Date().toISOString() });
  await create.noop(order);
  accepted = true;
  await pay.noop({ orderId, userId, amount: 3_998, currency: 'USD', method, sealedToken });
  await confirmStock.noop(stock);
  await confirmOrder.noop({ orderId });
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.orderStatus, value: 'confirmed' }]);
  return { status: 'confirmed' };
}
