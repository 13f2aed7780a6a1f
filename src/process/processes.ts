import type { TASK_QUEUES } from '../contracts/task-queues.js';

/** What the stack, the image, the deployment files and the database roles need to know of a process. */
export interface ProcessDefinition {
  /**
   * `api` serves callers, `worker` polls a task queue, `background` needs the database only, and `provider` represents an external
   * system. Callers stop before the services that they call.
   */
  readonly kind: 'api' | 'worker' | 'background' | 'provider';
  /** The module that runs it, relative to the folder of the built code. */
  readonly module: string;
  /** Its npm script, which is also its role in the image. */
  readonly role: string;
  /** Its service in the compose files and its Deployment. */
  readonly service: string;
  /** What its worker takes from the task queue of the same name. The orders worker serves its activities as well. */
  readonly tasks?: 'workflow' | 'activity';
  /** The schemas that it reads and writes in full. Other rights are in `src/migrate/roles.ts`. */
  readonly schemas: readonly string[];
  /** The path that tells whether it takes work. */
  readonly readiness: '/readyz' | '/healthz';
  /** Its number in the manifests; the API is scaled by load. */
  readonly replicas: number;
}

type WorkerDefinition = ProcessDefinition & { readonly kind: 'worker'; readonly tasks: 'workflow' | 'activity' };

const worker = { kind: 'worker', readiness: '/healthz', replicas: 2 } as const;

/**
 * The processes that serve orders. Add new ones at the end, because the order gives the scrape ports.
 * A task queue without a worker does not compile, and test/production/processes.test.ts names the files that lack a process.
 */
export const PROCESSES = {
  api: {
    ...{ kind: 'api', module: 'api/main.js', role: 'api', service: 'api' },
    ...{ schemas: [], readiness: '/readyz', replicas: 2 },
  },
  orders: {
    ...{ ...worker, module: 'workers/orders.js', role: 'worker:orders', service: 'orders-worker' },
    ...{ tasks: 'workflow', schemas: ['orders'] },
  },
  inventory: {
    ...{ ...worker, module: 'workers/inventory.js', role: 'worker:inventory', service: 'inventory-worker' },
    ...{ tasks: 'activity', schemas: ['inventory'] },
  },
  payments: {
    ...{ ...worker, module: 'workers/payments.js', role: 'worker:payments', service: 'payments-worker' },
    ...{ tasks: 'activity', schemas: ['payments'] },
  },
  gateway: {
    ...{ kind: 'provider', module: 'gateway/main.js', role: 'gateway', service: 'gateway' },
    ...{ schemas: ['gateway'], readiness: '/healthz', replicas: 1 },
  },
  events: {
    ...{ kind: 'background', module: 'workers/events.js', role: 'events', service: 'events' },
    ...{ schemas: ['webhooks'], readiness: '/healthz', replicas: 2 },
  },
} as const satisfies Record<string, ProcessDefinition> & Record<keyof typeof TASK_QUEUES, WorkerDefinition>;

export type ProcessName = keyof typeof PROCESSES;
export type WorkerName = keyof typeof TASK_QUEUES;

export const PROCESS_NAMES = Object.keys(PROCESSES) as readonly ProcessName[];

/** @returns the names of the processes of a kind, in the order of {@link PROCESSES} */
export function processesOf(kind: ProcessDefinition['kind']): readonly ProcessName[] {
  return PROCESS_NAMES.filter((name) => PROCESSES[name].kind === kind);
}

export const WORKERS = processesOf('worker') as readonly WorkerName[];
