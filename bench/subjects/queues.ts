import { TASK_QUEUES } from '../../src/contracts/task-queues.js';

type Domain = keyof typeof TASK_QUEUES;

/** The task queues of a subject with its own workers, one for each domain. */
export function queuesOf(subject: string): Readonly<Record<Domain, string>> {
  return {
    orders: `${subject}-${TASK_QUEUES.orders}`,
    inventory: `${subject}-${TASK_QUEUES.inventory}`,
    payments: `${subject}-${TASK_QUEUES.payments}`,
  };
}
