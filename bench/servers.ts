import { ConfigurationError } from '../src/config/config.js';
import type { Bench } from './bench.js';
import { startStackOnCluster } from './cluster.js';
import type { Server } from './options.js';
import type { Stack } from './stack.js';

/**
 * Starts a stack on the first server whose programs are installed on this machine.
 *
 * @param servers - in order of preference
 * @param environment - additional variables of the stack
 */
export async function startStackOn(
  [server = 'dev', ...fallbacks]: readonly Server[],
  bench: Bench,
  environment?: Readonly<Record<string, string>>,
): Promise<{ server: Server; stack: Stack }> {
  if (server === 'dev') return { server, stack: await bench.startStack(environment) };
  try {
    return { server, stack: await startStackOnCluster(bench, { environment }) };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || !fallbacks.includes('dev')) throw error;
    bench.log(`No cluster: ${error.message} Using the dev server, where a transition costs half as much.`);
    return { server: 'dev', stack: await bench.startStack(environment) };
  }
}
