import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { InventoryActivities } from '../activities/inventory.js';
import type { OrdersActivities } from '../activities/orders.js';
import type { PaymentsActivities } from '../activities/payments.js';
import { TASK_QUEUES } from '../contracts/task-queues.js';

/** Past its reservation an order is called off by its timer, not by an activity's timeout. */
const MAX_RETRY_WINDOW = '30 days';

const ordersProxy = (summary: string) =>
  proxyLocalActivities<OrdersActivities>({
    summary,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
  });

/** For what may happen beside the steps: see `extendOrderReservation`. */
const remoteOrdersProxy = (summary: string) =>
  proxyActivities<OrdersActivities>({
    summary,
    taskQueue: TASK_QUEUES.orders,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
  });

const inventoryProxy = (summary: string) =>
  proxyActivities<InventoryActivities>({
    summary,
    taskQueue: TASK_QUEUES.inventory,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
    // A step that is called off may still be running: its compensation's tombstone meets it.
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  });

const paymentsProxy = (summary: string) =>
  proxyActivities<PaymentsActivities>({
    summary,
    taskQueue: TASK_QUEUES.payments,
    startToCloseTimeout: '30 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
    // Wait for the answer: a charge that succeeded while it was being called off is not forgotten.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });

export const orders: Omit<OrdersActivities, 'openRuns'> = {
  priceOrder: ordersProxy('Validate and price').priceOrder,
  createOrder: ordersProxy('Create the order').createOrder,
  confirmOrder: ordersProxy('Confirm the order').confirmOrder,
  endOrder: ordersProxy('End the order').endOrder,
  // Not local: the SDK orders the end of a local activity otherwise in a replay than the cancellation of another activity in the
  // same task (temporalio/sdk-rust#803), and an extension runs while the steps may be called off.
  extendOrderReservation: remoteOrdersProxy('Record the new expiry').extendOrderReservation,
  findUnfinishedOrders: ordersProxy('Orders that nobody finishes').findUnfinishedOrders,
  orderFacts: ordersProxy('What is known of the orders').orderFacts,
};

export const inventory: InventoryActivities = {
  reserveStock: inventoryProxy('Reserve stock').reserveStock,
  releaseStock: inventoryProxy('Release stock').releaseStock,
  confirmStock: inventoryProxy('Confirm stock').confirmStock,
  restock: inventoryProxy('Restock').restock,
  extendReservation: inventoryProxy('Hold the stock longer').extendReservation,
  findOverdueReservations: inventoryProxy('Stock that is held past its expiry').findOverdueReservations,
  heldStock: inventoryProxy('What the orders hold').heldStock,
};

export const payments: Omit<PaymentsActivities, 'comparePayments'> = {
  processPayment: paymentsProxy('Charge the customer').processPayment,
  refundPayment: paymentsProxy('Refund').refundPayment,
  findUnsettledPayments: paymentsProxy('Payments that nobody settles').findUnsettledPayments,
  cancelPayment: paymentsProxy('Refund, or make sure that nothing is charged').cancelPayment,
};
