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
/** What ours asks of Temporal for an activity is stored, and watched over, whatever the activity does. */
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
 * What `placeOrder` asks of Temporal, in the same order and with the same order in it, and no work: the activities are sent what
 * ours are sent, and do nothing with it. The bench refuses to run where the two differ in what they ask.
 */
export async function baseline(order: PlaceOrderInput): Promise<{ status: 'confirmed' }> {
  const { orderId, userId, lines, paymentMethod: method, sealedPaymentToken: sealedToken } = order;
  const stock = { orderId, lines };
  let accepted = false;
  setHandler(acceptedUpdate, () => condition(() => accepted).then(() => null));
  await price.noop(lines);
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.totalAmount, value: 1 }]);
  // Left to the end of the run, as the timer of a reservation is.
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
