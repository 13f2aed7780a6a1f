import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProgram, type Child } from '../../process/child-process.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';

export interface DevServerOptions {
  /** The Temporal CLI. */
  readonly executable: string;
  readonly port: number;
  readonly uiPort: number;
  /** Where the server keeps its state; made when it is not there yet. */
  readonly databaseFile: string;
  /** Gives up the start. */
  readonly signal: AbortSignal;
}

/** Where the defaults, made for a cluster, cost a server with one shard and few tasks most. */
const DYNAMIC_CONFIG = {
  // Its only shard looks for tasks 20 times a second: a lone order would spend half of its time between its steps.
  'history.transferProcessorMaxPollRPS': '100',
  // Each look copies the list of all tasks since the last checkpoint, done or not: with one in 30 seconds that was a sixth of
  // the server's work.
  'history.transferProcessorUpdateAckInterval': '"1s"',
  'history.timerProcessorUpdateAckInterval': '"1s"',
  'history.visibilityProcessorUpdateAckInterval': '"1s"',
  // Otherwise it reads the names of the search attributes anew for each use of one; they are registered before it serves.
  'system.forceSearchAttributesCacheRefreshOnRead': 'false',
} as const;

/**
 * Starts a Temporal dev server with its Web UI, on this machine only; what it prints goes where this process prints.
 *
 * @throws when the server ends before it listens
 */
export async function startDevServer(options: DevServerOptions): Promise<Child> {
  const { executable, port, uiPort, databaseFile, signal } = options;
  const server = startProgram(
    [
      ...[executable, 'server', 'start-dev', '--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${uiPort}`],
      ...['--db-filename', databaseFile, '--log-level', 'warn'],
      // The default journal mode waits for the disk at each transition, which halves the throughput.
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      // With the default cache (2 MB) and checkpoints (every 4 MB), a transition costs half as much again after 2,000 orders.
      ...['--sqlite-pragma', 'cache_size=-65536', '--sqlite-pragma', 'wal_autocheckpoint=20000'],
      ...Object.entries(DYNAMIC_CONFIG).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
      ...Object.values(SEARCH_ATTRIBUTES).flatMap(({ name, type }) => ['--search-attribute', `${name}=${type}`]),
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ready = Promise.all([waitForPort(port, signal), waitForPort(uiPort, signal)]);
  const earlyExit = server.exited.then(() => {
    throw new Error('The Temporal dev server ended while it was starting.');
  });
  await Promise.race([ready, earlyExit]);
  earlyExit.catch(() => undefined);
  return server;
}

async function waitForPort(port: number, signal: AbortSignal): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' });
  try {
    await once(socket, 'connect', { signal });
  } catch {
    await sleep(50, undefined, { signal });
    await waitForPort(port, signal);
  } finally {
    socket.destroy();
  }
}
