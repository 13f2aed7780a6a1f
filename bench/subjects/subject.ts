import { ConfigurationError } from '../../src/config/config.js';
import { TASK_QUEUES } from '../../src/contracts/task-queues.js';
import type { Child } from '../../src/process/child-process.js';
import { startChild } from '../processes/child.js';
import { childrenOf } from '../processes/usage.js';
import type { Latency, TimedPlaceOrder } from '../load/loops.js';
import type { BenchOrder } from '../load/order.js';
import type { Bench } from '../bench.js';
import type { Stack } from '../stack.js';
import { bundleWorkflows } from './bundle.js';
import type { PlaceReply, PlaceRequest } from './caller.js';
import { SUBJECTS_WITH_OWN_QUEUES, type SubjectName } from './names.js';
import { startRestate } from './restate-server.js';

/** A way to place orders, with its own processes. */
export interface Subject {
  readonly name: SubjectName;
  readonly place: TimedPlaceOrder;
  /** Process ids that work on its orders, by name. */
  readonly processes: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const MODULE_DIR = new URL('.', import.meta.url);

/**
 * Starts the processes of a subject.
 *
 * @param bundle - path of the workflow bundle, for subjects with their own workers
 * @throws ConfigurationError when this machine cannot run it
 */
export async function startSubject(name: SubjectName, stack: Stack, bundle: string): Promise<Subject> {
  const stackProcesses = await findStackProcesses(stack);
  const engine = name === 'restate' ? await startRestate(stack.folder) : undefined;
  const environment = { ...stack.environment, ...engine?.environment };
  const caller = await startChild(new URL('caller.ts', MODULE_DIR), [name], environment);
  const ownWorkers: [string, Child][] = [];
  if (SUBJECTS_WITH_OWN_QUEUES.has(name)) {
    for (const domain of Object.keys(TASK_QUEUES)) {
      stackProcesses.delete(domain);
      ownWorkers.push([
        domain,
        await startChild(new URL('worker.ts', MODULE_DIR), [name, domain, bundle], environment),
      ]);
    }
  }
  const children = [...ownWorkers, ['caller', caller] as const];
  return {
    name,
    place: createPlaceOrder(caller),
    processes: new Map([
      ...stackProcesses,
      ...(engine ? [['restate', engine.pid] as const] : []),
      ...children.map(([label, child]) => [label, child.process.pid ?? NaN] as const),
    ]),
    async stop() {
      await Promise.all(children.map(([, child]) => child.stop()));
      await engine?.stop();
    },
  };
}

/** The processes of a stack by the modules that they run, and its external servers. */
export async function findStackProcesses(stack: Stack): Promise<Map<string, number>> {
  const processes = new Map(stack.externalProcesses);
  for (const { pid, command } of await childrenOf(stack.pid)) {
    const module = /dist\/(?:local|workers)?\/?(\w+)(?:\/main)?\.js/.exec(command)?.[1];
    if (module !== undefined) processes.set(module, pid);
  }
  return processes;
}

/** Sends orders to a caller process and measures the time until its replies. */
function createPlaceOrder({ process: caller }: Child): TimedPlaceOrder {
  const pending = new Map<number, (reply: PlaceReply) => void>();
  let nextNumber = 0;
  caller.on('message', (reply: PlaceReply) => pending.get(reply.number)?.(reply));
  return (order: BenchOrder, onAccepted) =>
    new Promise<Latency>((resolve, reject) => {
      const number = nextNumber++;
      const startedAt = performance.now();
      let acceptMs: number | undefined;
      pending.set(number, ({ event, failure }) => {
        const ms = performance.now() - startedAt;
        if (event === 'accepted') {
          acceptMs = ms;
          onAccepted?.();
          return;
        }
        pending.delete(number);
        if (failure === undefined) resolve({ acceptMs, confirmMs: ms });
        else reject(new Error(failure));
      });
      caller.send({ number, order } satisfies PlaceRequest);
    });
}

/**
 * Starts those of the named subjects that this machine can run, and says why it leaves out others.
 *
 * @throws ConfigurationError when it cannot run the only one
 */
export async function startSubjects(names: readonly SubjectName[], stack: Stack, bench: Bench): Promise<Subject[]> {
  const bundle = await bundleWorkflows(stack.folder);
  const subjects: Subject[] = [];
  for (const name of names) {
    try {
      const subject = await startSubject(name, stack, bundle);
      bench.onStop(() => subject.stop());
      subjects.push(subject);
    } catch (error) {
      if (!(error instanceof ConfigurationError) || names.length === 1) throw error;
      bench.log(`Without ${name}: ${error.message}`);
    }
  }
  return subjects;
}
