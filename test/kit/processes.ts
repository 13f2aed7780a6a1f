import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The entries of the processes; the orders worker's is the test's own, since there may be no built bundle. */
const ENTRIES = {
  api: '../../src/api/main.ts',
  gateway: '../../src/gateway/main.ts',
  migrate: '../../src/migrate/main.ts',
  orders: './orders-worker.ts',
  inventory: '../../src/workers/inventory.ts',
  payments: '../../src/workers/payments.ts',
} as const;

export type ProcessName = keyof typeof ENTRIES;

/** A process of the project, as an operator runs it. */
export interface ServiceProcess {
  /** All that it has printed so far. */
  output(): string;
  /** Resolves when it serves. */
  readonly ready: Promise<unknown>;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** As SIGTERM does; resolves when it has ended. */
  stop(): Promise<void>;
}

/** Starts a process with this environment and no other variable of ours. */
export function launchService(name: ProcessName, environment: Readonly<Record<string, string>>): ServiceProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = fork(fileURLToPath(new URL(ENTRIES[name], import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { PATH, HOME, NODE_ENV: 'test', ...environment },
    silent: true,
  });
  let captured = '';
  const capture = (chunk: Buffer) => (captured += chunk.toString());
  child.stdout?.on('data', capture);
  child.stderr?.on('data', capture);
  // The only message that our processes send without being parts of a stack.
  const ready = once(child, 'message');
  ready.catch(() => undefined);
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    output: () => captured,
    ready,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Starts a process and waits until it serves. @throws with what it printed when it ends first */
export async function startService(
  name: ProcessName,
  environment: Readonly<Record<string, string>>,
): Promise<ServiceProcess> {
  const service = launchService(name, environment);
  const earlyExit = service.ended.then((code) => {
    throw new Error(`${name} ended with ${code}:\n${service.output()}`);
  });
  earlyExit.catch(() => undefined);
  await Promise.race([service.ready, earlyExit]);
  return service;
}
