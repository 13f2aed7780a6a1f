import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { InventoryActivities } from '../activities/inventory.js';
import type { OrdersActivities } from '../activities/orders.js';
import type { PaymentsActivities } from '../activities/payments.js';
import { TASK_QUEUES } from './task-queues.js';

/** Past its reservation an order is called off by its timer, not by an activity's timeout. */
const FOR_AS_LONG_AS_IT_TAKES = '30 days';

const ordersWith = (summary: string) =>
  proxyLocalActivities<OrdersActivities>({
    summary,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: FOR_AS_LONG_AS_IT_TAKES,
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
  });

/** For what may happen beside the steps: see `extendOrderReservation`. */
const remoteOrdersWith = (summary: string) =>
  proxyActivities<OrdersActivities>({
    summary,
    taskQueue: TASK_QUEUES.orders,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: FOR_AS_LONG_AS_IT_TAKES,
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
  });

const inventoryWith = (summary: string) =>
  proxyActivities<InventoryActivities>({
    summary,
    taskQueue: TASK_QUEUES.inventory,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: FOR_AS_LONG_AS_IT_TAKES,
    retry: { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' },
    // A step that is called off may still be running: its compensation's tombstone meets it.
    cancellationType: ActivityCancellationType.TRY_CANCEL,
  });

const paymentsWith = (summary: string) =>
  proxyActivities<PaymentsActivities>({
    summary,
    taskQueue: TASK_QUEUES.payments,
    startToCloseTimeout: '30 seconds',
    scheduleToCloseTimeout: FOR_AS_LONG_AS_IT_TAKES,
    heartbeatTimeout: '10 seconds',
    retry: { initialInterval: '500 milliseconds', maximumInterval: '30 seconds' },
    // Wait for the answer: a charge that succeeded while it was being called off is not forgotten.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });

export const orders: Omit<OrdersActivities, 'openRuns'> = {
  priceOrder: ordersWith('Validate and price').priceOrder,
  createOrder: ordersWith('Create the order').createOrder,
  confirmOrder: ordersWith('Confirm the order').confirmOrder,
  endOrder: ordersWith('End the order').endOrder,
  // Not local: the SDK orders the end of a local activity otherwise in a replay than the cancellation of another activity in the
  // same task (temporalio/sdk-rust#803), and an extension runs while the steps may be called off.
  extendOrderReservation: remoteOrdersWith('Record the new expiry').extendOrderReservation,
  findUnfinishedOrders: ordersWith('Orders that nobody finishes').findUnfinishedOrders,
  orderFacts: ordersWith('What is known of the orders').orderFacts,
};

export const inventory: InventoryActivities = {
  reserveStock: inventoryWith('Reserve stock').reserveStock,
  releaseStock: inventoryWith('Release stock').releaseStock,
  confirmStock: inventoryWith('Confirm stock').confirmStock,
  restock: inventoryWith('Restock').restock,
  extendReservation: inventoryWith('Hold the stock longer').extendReservation,
  findOverdueReservations: inventoryWith('Stock that is held past its expiry').findOverdueReservations,
  heldStock: inventoryWith('What the orders hold').heldStock,
};

export const payments: Omit<PaymentsActivities, 'comparePayments'> = {
  processPayment: paymentsWith('Charge the customer').processPayment,
  refundPayment: paymentsWith('Refund').refundPayment,
  findUnsettledPayments: paymentsWith('Payments that nobody settles').findUnsettledPayments,
  cancelPayment: paymentsWith('Refund, or make sure that nothing is charged').cancelPayment,
};
