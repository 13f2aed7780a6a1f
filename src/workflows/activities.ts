import type { Priority } from '@temporalio/common';
import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { InventoryActivities } from '../activities/inventory.js';
import type { OrdersActivities } from '../activities/orders.js';
import type { PaymentsActivities } from '../activities/payments.js';
import { TASK_QUEUES } from '../contracts/task-queues.js';

/** Longer than any reservation: the expiry timer cancels an order, not an activity's timeout. */
const MAX_RETRY_WINDOW = '30 days';

const RETRY_TRANSACTION = { initialInterval: '200 milliseconds', maximumInterval: '10 seconds' } as const;

const ordersProxy = (summary: string) =>
  proxyLocalActivities<OrdersActivities>({
    summary,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    retry: RETRY_TRANSACTION,
  });

const remoteOrdersProxy = (summary: string) =>
  proxyActivities<OrdersActivities>({
    summary,
    taskQueue: TASK_QUEUES.orders,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    retry: RETRY_TRANSACTION,
  });

/** Of tasks that wait for a worker, those of orders under way are served before the reservations of new orders, which have 3. */
const UNDER_WAY = { priorityKey: 2 } as const;

const inventoryProxy = (summary: string, priority?: Priority) =>
  proxyActivities<InventoryActivities>({
    summary,
    ...(priority && { priority }),
    taskQueue: TASK_QUEUES.inventory,
    startToCloseTimeout: '15 seconds',
    scheduleToCloseTimeout: MAX_RETRY_WINDOW,
    retry: RETRY_TRANSACTION,
    // A cancelled step may still be running; the tombstone that its compensation writes rejects it.
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
    // Wait for the result: a charge may succeed while it is being cancelled.
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });

export const orders: Omit<OrdersActivities, 'openRuns' | 'findLostCancellations' | 'findLostReleases'> = {
  priceOrder: ordersProxy('Validate and price').priceOrder,
  createOrder: ordersProxy('Create the order').createOrder,
  confirmOrder: ordersProxy('Confirm the order').confirmOrder,
  endOrder: ordersProxy('End the order').endOrder,
  // Not local: in a replay, the SDK may order the completion of a local activity and the cancellation of another activity in the
  // same workflow task differently (temporalio/sdk-rust#803), and the steps may be cancelled during an extension.
  extendOrderReservation: remoteOrdersProxy('Record the new expiry').extendOrderReservation,
  recordReturn: ordersProxy('Record the return').recordReturn,
  completeReturn: ordersProxy('Complete the return').completeReturn,
  withdrawReturn: ordersProxy('Withdraw the return').withdrawReturn,
  findUnfinishedOrders: ordersProxy('Find unfinished orders').findUnfinishedOrders,
  findEndedOrders: ordersProxy('Find orders that ended').findEndedOrders,
  orderFacts: ordersProxy('Read the orders').orderFacts,
};

export const inventory: InventoryActivities = {
  reserveStock: inventoryProxy('Reserve stock').reserveStock,
  releaseStock: inventoryProxy('Release stock', UNDER_WAY).releaseStock,
  confirmStock: inventoryProxy('Confirm stock', UNDER_WAY).confirmStock,
  restock: inventoryProxy('Restock', UNDER_WAY).restock,
  receiveReturn: inventoryProxy('Receive the returned stock', UNDER_WAY).receiveReturn,
  extendReservation: inventoryProxy('Extend the reservation', UNDER_WAY).extendReservation,
  findOverdueReservations: inventoryProxy('Find overdue reservations').findOverdueReservations,
  heldStock: inventoryProxy('Read the reserved stock').heldStock,
};

export const payments: Omit<PaymentsActivities, 'comparePayments' | 'pseudonymizePayments'> = {
  processPayment: paymentsProxy('Charge the customer').processPayment,
  capturePayment: paymentsProxy('Capture the payment').capturePayment,
  releaseOtherCharge: paymentsProxy('Release another charge').releaseOtherCharge,
  refundPayment: paymentsProxy('Refund').refundPayment,
  refundReturn: paymentsProxy('Refund the returned lines').refundReturn,
  followPayment: paymentsProxy('Look the payment up').followPayment,
  findUnsettledPayments: paymentsProxy('Find unsettled payments').findUnsettledPayments,
  cancelPayment: paymentsProxy('Refund or void').cancelPayment,
};

export type ActivityName = keyof typeof orders | keyof typeof inventory | keyof typeof payments;
