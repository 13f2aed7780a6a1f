import { firstMessage, startModule, type Child } from '../../src/process/child-process.js';

/**
 * Starts a TypeScript module as a process and waits until it is ready.
 *
 * @throws when it ends first
 */
export async function startChild(
  entry: URL,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  const child = startModule(entry, args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  await firstMessage(child, [entry.pathname, ...args].join(' '));
  return child;
}
