import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench, or one of the project's own, that has said it serves. */
export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Starts a module of TypeScript as a process of its own.
 *
 * @throws when it ends before it says `'ready'`
 */
export async function startChild(
  entry: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  const child = fork(entry, args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  const exited = once(child, 'exit');
  const exitedEarly = exited.then(() => {
    throw new Error(`${entry.pathname} ${args.join(' ')} ended before it served`);
  });
  exitedEarly.catch(() => undefined);
  await Promise.race([once(child, 'message'), exitedEarly]);
  return {
    pid: child.pid ?? 0,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
