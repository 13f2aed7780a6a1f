import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { InventoryActivities } from '../../activities/inventory.js';
import type { OrdersActivities } from '../../activities/orders.js';
import type { PaymentsActivities } from '../../activities/payments.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';

const RETRY = { initialInterval: '500 milliseconds', maximumAttempts: 3 } as const;

/** These activities check many orders one by one. They give up, so that the rest of the reconciliation continues. */
const LONG_RUNNING = {
  scheduleToCloseTimeout: '10 minutes',
  heartbeatTimeout: '10 seconds',
  retry: RETRY,
} as const;

/** A repair gives up soon: the next reconciliation tries it again. */
const REPAIR = {
  scheduleToCloseTimeout: '1 minute',
  retry: RETRY,
} as const;

export const { openRuns } = proxyActivities<Pick<OrdersActivities, 'openRuns'>>({
  ...LONG_RUNNING,
  startToCloseTimeout: '5 minutes',
  summary: 'Find open runs',
  taskQueue: TASK_QUEUES.orders,
});

export const { findLostCancellations } = proxyActivities<Pick<OrdersActivities, 'findLostCancellations'>>({
  ...LONG_RUNNING,
  startToCloseTimeout: '5 minutes',
  summary: 'Find cancellations that did not complete',
  taskQueue: TASK_QUEUES.orders,
});

export const { findLostReleases } = proxyActivities<Pick<OrdersActivities, 'findLostReleases'>>({
  ...LONG_RUNNING,
  startToCloseTimeout: '5 minutes',
  summary: 'Find charges whose release did not complete',
  taskQueue: TASK_QUEUES.orders,
});

export const { comparePayments } = proxyActivities<Pick<PaymentsActivities, 'comparePayments'>>({
  ...LONG_RUNNING,
  startToCloseTimeout: '5 minutes',
  summary: 'Compare payments with the provider',
  taskQueue: TASK_QUEUES.payments,
});

export const { cancelPayment, refundPayment, followPayment } = proxyActivities<
  Pick<PaymentsActivities, 'cancelPayment' | 'refundPayment' | 'followPayment'>
>({
  ...REPAIR,
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '10 seconds',
  summary: 'Repair: payment',
  taskQueue: TASK_QUEUES.payments,
});

export const { confirmStock, restock } = proxyActivities<Pick<InventoryActivities, 'confirmStock' | 'restock'>>({
  ...REPAIR,
  startToCloseTimeout: '30 seconds',
  summary: 'Repair: stock',
  taskQueue: TASK_QUEUES.inventory,
});

export const { endOrder } = proxyLocalActivities<Pick<OrdersActivities, 'endOrder'>>({
  retry: RETRY,
  scheduleToCloseTimeout: '1 minute',
  startToCloseTimeout: '30 seconds',
  summary: 'Repair: order',
});
