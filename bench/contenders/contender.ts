import { TASK_QUEUES } from '../../src/workflows/task-queues.js';
import { startChild, type Child } from '../processes/child.js';
import { childrenOf } from '../processes/usage.js';
import type { Latency, Place } from '../load/loops.js';
import type { BenchOrder } from '../load/order.js';
import type { Stack } from '../stack.js';
import type { Answered, Asked } from './caller.js';
import { QUEUES_OF_THEIR_OWN, type ContenderName } from './names.js';

/** One way to place orders, in processes of its own. */
export interface Contender {
  readonly name: ContenderName;
  readonly place: Place;
  /** The processes that its orders keep busy, by what they are. */
  readonly processes: ReadonlyMap<string, number>;
  stop(): Promise<void>;
}

const HERE = new URL('.', import.meta.url);

/** Starts a contender's processes. @param bundle - the workflows of those that have workers of their own */
export async function startContender(name: ContenderName, stack: Stack, bundle: string): Promise<Contender> {
  const { environment } = stack;
  const parts = await partsOf(stack);
  const caller = await startChild(new URL('caller.ts', HERE), [name], environment);
  const own: [string, Child][] = [];
  if (QUEUES_OF_THEIR_OWN.has(name)) {
    for (const domain of Object.keys(TASK_QUEUES)) {
      parts.delete(domain);
      own.push([domain, await startChild(new URL('worker.ts', HERE), [name, domain, bundle], environment)]);
    }
  }
  const children = [...own, ['caller', caller] as const];
  return {
    name,
    place: asker(caller),
    processes: new Map([...parts, ...children.map(([what, { pid }]) => [what, pid] as const)]),
    async stop() {
      await Promise.all(children.map(([, child]) => child.stop()));
    },
  };
}

/** The parts of a stack, by the modules that they run, and the servers that it uses. */
async function partsOf(stack: Stack): Promise<Map<string, number>> {
  const parts = new Map(stack.servers);
  for (const { pid, command } of await childrenOf(stack.pid)) {
    const module = /dist\/(?:local|workers)?\/?(\w+)(?:\/main)?\.js/.exec(command)?.[1];
    if (module !== undefined) parts.set(module, pid);
  }
  return parts;
}

/** Asks a caller for one order after the other, and times its answers here. */
function asker({ process: caller }: Child): Place {
  const waiting = new Map<number, (answer: Answered) => void>();
  let asked = 0;
  caller.on('message', (answer: Answered) => waiting.get(answer.number)?.(answer));
  return (order: BenchOrder) =>
    new Promise<Latency>((resolve, reject) => {
      const number = asked++;
      const startedAt = performance.now();
      let acceptMs: number | undefined;
      waiting.set(number, ({ what, failure }) => {
        const ms = performance.now() - startedAt;
        if (what === 'accepted') return void (acceptMs = ms);
        waiting.delete(number);
        if (failure === undefined) resolve({ acceptMs, confirmMs: ms });
        else reject(new Error(failure));
      });
      caller.send({ number, order } satisfies Asked);
    });
}
