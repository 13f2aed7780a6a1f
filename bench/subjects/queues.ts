import { TASK_QUEUES } from '../../src/contracts/task-queues.js';

type Domain = keyof typeof TASK_QUEUES;

/** The task queues of a subject with its own workers, one for each domain. */
export function queuesOf(subject: string): Readonly<Record<Domain, string>> {
  return Object.fromEntries(
    Object.entries(TASK_QUEUES).map(([domain, queue]) => [domain, `${subject}-${queue}`]),
  ) as Record<Domain, string>;
}
