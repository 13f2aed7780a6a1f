import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Network } from './network.js';
import { run } from './run.js';
import type { Toolbox } from './toolbox.js';

const START_TIMEOUT_MS = 60_000;

/** A running Docker engine. */
export interface Engine {
  /** Variables for `docker`. */
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

/**
 * Starts Docker's engine in the namespace.
 *
 * @param state - folder of the images, kept between runs
 * @param folder - for the socket and the log
 * @throws with the end of the engine's log
 */
export async function startEngine(toolbox: Toolbox, network: Network, state: string, folder: string): Promise<Engine> {
  // The path of a socket has at most 104 characters, so the engine's own sockets are not in the folder.
  const execRoot = await mkdtemp('/run/durable-orders-');
  const socket = `unix://${path.join(folder, 'docker.sock')}`;
  const log = path.join(folder, 'engine.log');
  const output = openSync(log, 'a');
  const engine = spawn(
    'nsenter',
    [
      `--net=/run/netns/${network.name}`,
      ...['dockerd', '--data-root', state, '--exec-root', execRoot, '--pidfile', path.join(folder, 'engine.pid')],
      ...['--host', socket, '--dns', network.nameServer, '--oom-score-adjust', '0'],
      ...['--bip', '10.202.0.1/24', '--default-address-pool', 'base=10.201.0.0/16,size=24'],
    ],
    { env: toolbox.env, stdio: ['ignore', output, output] },
  );
  const ended = once(engine, 'exit');
  const env = { ...toolbox.env, DOCKER_HOST: socket };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(env))) {
    if (engine.exitCode !== null || Date.now() > deadline) {
      engine.kill();
      await rm(execRoot, { recursive: true, force: true, maxRetries: 10 });
      throw new Error(`Docker's engine did not start:\n${(await readFile(log, 'utf8')).slice(-2_000)}`);
    }
    await sleep(200);
  }
  return {
    env,
    async stop() {
      engine.kill();
      await ended;
      // What a mount of a container left would keep the folder.
      await rm(execRoot, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

async function answers(env: NodeJS.ProcessEnv): Promise<boolean> {
  return run(['docker', 'info'], { env }).then(
    () => true,
    () => false,
  );
}
