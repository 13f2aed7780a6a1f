import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../../config/config.js';
import { startProgram, type Child } from '../../process/child-process.js';
import { SEARCH_ATTRIBUTES } from '../../contracts/search-attributes.js';

export interface DevServerOptions {
  /** Path of the Temporal CLI. */
  readonly executable: string;
  readonly port: number;
  readonly uiPort: number;
  /** SQLite file of the server; created when it does not exist. */
  readonly databaseFile: string;
  /** Aborts the start. */
  readonly signal: AbortSignal;
}

/** Overrides of defaults that are made for a cluster and cost much on a server with one shard and few tasks, of one bound, and of fairness. */
const DYNAMIC_CONFIG = {
  // By default the shard polls for tasks 20 times a second, and a single order waits for half of its duration.
  'history.transferProcessorMaxPollRPS': '100',
  // Each poll copies all tasks since the last checkpoint. With a checkpoint every 30 s, that is a sixth of the server's CPU.
  'history.transferProcessorUpdateAckInterval': '"1s"',
  'history.timerProcessorUpdateAckInterval': '"1s"',
  'history.visibilityProcessorUpdateAckInterval': '"1s"',
  // By default every use of a search attribute reads their names again; here they are registered before the server is ready.
  'system.forceSearchAttributesCacheRefreshOnRead': 'false',
  // A run receives a few signals. The default of 10,000 lets a client of Temporal add 40,000 events to a history.
  'history.maximumSignalsPerExecution': '200',
  // The tasks of users who wait for a worker take turns; the fairness key of a run is a hash of its user's id.
  'matching.enableFairness': 'true',
} as const;

/**
 * Starts a Temporal dev server with its Web UI on the loopback address. Its output goes to the output of this process.
 *
 * @throws StartError when the server ends before it is ready
 */
export async function startDevServer(options: DevServerOptions): Promise<Child> {
  const { executable, port, uiPort, databaseFile, signal } = options;
  const server = startProgram(
    [
      ...[executable, 'server', 'start-dev', '--ip', '127.0.0.1', '--port', `${port}`, '--ui-port', `${uiPort}`],
      ...['--db-filename', databaseFile, '--log-level', 'warn'],
      // The default journal mode waits for the disk at each transition, which halves the throughput.
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      // With the default cache (2 MB) and checkpoints (every 4 MB), a transition costs 50 % more after 2,000 orders.
      ...['--sqlite-pragma', 'cache_size=-65536', '--sqlite-pragma', 'wal_autocheckpoint=20000'],
      ...Object.entries(DYNAMIC_CONFIG).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
      ...Object.values(SEARCH_ATTRIBUTES).flatMap(({ name, type }) => ['--search-attribute', `${name}=${type}`]),
    ],
    { stdio: ['ignore', 'inherit', 'pipe'] },
  );
  server.process.stderr?.pipe(process.stderr);
  const ready = Promise.all([waitForPort(port, signal), waitForPort(uiPort, signal)]);
  const earlyExit = server.exited.then(() => {
    throw new StartError(describeEarlyExit(server.output(), databaseFile));
  });
  await Promise.race([ready, earlyExit]);
  earlyExit.catch(() => undefined);
  keepNoOutput(server);
  return server;
}

/** What SQLite reports about a damaged file. */
const DAMAGED_FILE = /file is not a database|disk image is malformed|database corruption|file is encrypted/i;

function describeEarlyExit(output: string, databaseFile: string): string {
  const reason = output.trim().split('\n').at(-1) ?? '';
  const problem = `The Temporal dev server ended while it was starting: ${reason || 'it printed no reason'}.`;
  return DAMAGED_FILE.test(output)
    ? `${problem} Its database ${databaseFile} is damaged. Restore it, or delete it together with the workflows in it, ` +
        'or set DATA_DIR to another folder.'
    : `${problem} Its database is ${databaseFile}.`;
}

/** From here on the output goes to the log only: it would fill the memory of this process. */
function keepNoOutput({ process: { stderr } }: Child): void {
  stderr?.removeAllListeners('data');
  stderr?.pipe(process.stderr);
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
