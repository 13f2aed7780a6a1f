import { TASK_QUEUES } from '../../src/workflows/task-queues.js';

type Domain = keyof typeof TASK_QUEUES;

/** Task queues of a contender's own, one a domain as ours. */
export function queuesOf(contender: string): Readonly<Record<Domain, string>> {
  return {
    orders: `${contender}-${TASK_QUEUES.orders}`,
    inventory: `${contender}-${TASK_QUEUES.inventory}`,
    payments: `${contender}-${TASK_QUEUES.payments}`,
  };
}
