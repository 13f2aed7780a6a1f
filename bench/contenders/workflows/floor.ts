import {
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import { SEARCH_ATTRIBUTES } from '../../../src/workflows/search-attributes.js';
import { queuesOf } from '../queues.js';

export const standing = defineUpdate<null>('accepted');

interface Nothing {
  nothing(): Promise<void>;
}

const startToCloseTimeout = '15 seconds';
const { inventory, payments } = queuesOf('floor');
const onOrders = proxyLocalActivities<Nothing>({ startToCloseTimeout });
const onInventory = proxyActivities<Nothing>({ startToCloseTimeout, taskQueue: inventory });
const onPayments = proxyActivities<Nothing>({ startToCloseTimeout, taskQueue: payments });

/** What `placeOrder` asks of Temporal, in the same order, and no work. The bench refuses to run where they differ. */
export async function floor(): Promise<{ status: 'confirmed' }> {
  let accepted = false;
  setHandler(standing, () => condition(() => accepted).then(() => null));
  await onOrders.nothing();
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.totalAmount, value: 1 }]);
  // Left to the end of the run, as the timer of a reservation is.
  void sleep('15 minutes');
  await onInventory.nothing();
  await onOrders.nothing();
  accepted = true;
  await onPayments.nothing();
  await onInventory.nothing();
  await onOrders.nothing();
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.orderStatus, value: 'confirmed' }]);
  return { status: 'confirmed' };
}
