import { TASK_QUEUES } from '../contracts/task-queues.js';

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

export type WorkerName = keyof typeof TASK_QUEUES;
type WorkerDefinition = ProcessDefinition & { readonly kind: 'worker'; readonly tasks: 'workflow' | 'activity' };

const SERVICES = {
  api: {
    ...{ kind: 'api', module: 'api/main.js', role: 'api', service: 'api' },
    ...{ schemas: [], readiness: '/readyz', replicas: 2 },
  },
  gateway: {
    ...{ kind: 'provider', module: 'gateway/main.js', role: 'gateway', service: 'gateway' },
    ...{ schemas: ['gateway'], readiness: '/healthz', replicas: 1 },
  },
  events: {
    ...{ kind: 'background', module: 'workers/events.js', role: 'events', service: 'events' },
    ...{ schemas: ['webhooks'], readiness: '/healthz', replicas: 2 },
  },
} as const satisfies Record<string, ProcessDefinition>;

export const WORKERS = Object.keys(TASK_QUEUES) as readonly WorkerName[];

/** A worker serves the domain and the schema of its name. */
function workerOf(name: WorkerName): WorkerDefinition {
  return {
    ...{ kind: 'worker', module: `workers/${name}.js`, role: `worker:${name}`, service: `${name}-worker` },
    ...{ tasks: name === 'orders' ? 'workflow' : 'activity', schemas: [name], readiness: '/healthz', replicas: 2 },
  };
}

/**
 * The processes that serve orders: a worker for each task queue, and the services. `npm run generate` writes a new worker into the
 * scripts and the deployment files, and test/production/processes.test.ts names the files that lack a process.
 */
export const PROCESSES = {
  ...SERVICES,
  ...(Object.fromEntries(WORKERS.map((name) => [name, workerOf(name)])) as Record<WorkerName, WorkerDefinition>),
};

export type ProcessName = keyof typeof PROCESSES;

/** In the order of the scrape ports: a new worker comes last, so that the others keep their ports. */
export const PROCESS_NAMES: readonly ProcessName[] = [
  ...new Set<ProcessName>(['api', 'orders', 'inventory', 'payments', 'gateway', 'events', ...WORKERS]),
];

/** @returns the names of the processes of a kind, in the order of {@link PROCESS_NAMES} */
export function processesOf(kind: ProcessDefinition['kind']): readonly ProcessName[] {
  return PROCESS_NAMES.filter((name) => PROCESSES[name].kind === kind);
}
