import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { ErasureActivities } from '../../activities/erasure.js';
import type { PaymentsActivities } from '../../activities/payments.js';
import { TASK_QUEUES } from '../../contracts/task-queues.js';

const RETRY = { initialInterval: '1 second', maximumInterval: '5 minutes' } as const;

const local = (summary: string) =>
  proxyLocalActivities<ErasureActivities>({ summary, startToCloseTimeout: '30 seconds', retry: RETRY });

const remote = (summary: string) =>
  proxyActivities<ErasureActivities>({
    summary,
    taskQueue: TASK_QUEUES.orders,
    startToCloseTimeout: '10 minutes',
    heartbeatTimeout: '30 seconds',
    retry: RETRY,
  });

export const erasure: Omit<ErasureActivities, 'archiveOrders' | 'discardOrphans'> = {
  deletePersonalData: local('Delete personal data').deletePersonalData,
  findOrdersToErase: remote("Find the user's orders").findOrdersToErase,
  pseudonymizeOrders: local('Replace the user in orders').pseudonymizeOrders,
  deleteOrderRuns: remote('Delete the runs of orders').deleteOrderRuns,
  deleteUserRuns: remote("Delete the user's other runs").deleteUserRuns,
  reportErasure: local('Report').reportErasure,
  completeErasure: local('Complete the erasure').completeErasure,
};

export const retention: Pick<ErasureActivities, 'archiveOrders' | 'discardOrphans'> = {
  archiveOrders: local('Archive orders').archiveOrders,
  discardOrphans: remote('Delete details without an order').discardOrphans,
};

export const { pseudonymizePayments } = proxyActivities<Pick<PaymentsActivities, 'pseudonymizePayments'>>({
  summary: 'Replace the user in payments',
  taskQueue: TASK_QUEUES.payments,
  startToCloseTimeout: '30 seconds',
  retry: RETRY,
});
