import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../src/config/config.js';
import { Bench } from './bench.js';
import { compareClosed, compareOpen } from './commands/compare.js';
import { countCosts } from './commands/counts.js';
import { measureFilters } from './commands/filters.js';
import { measureFlashSale } from './commands/flash.js';
import { measureHotProduct } from './commands/hot.js';
import { measureIdle } from './commands/idle.js';
import { measureByItems } from './commands/items.js';
import { measureMemory } from './commands/memory.js';
import { measureOverload } from './commands/overload.js';
import { measurePeers } from './commands/peers.js';
import { measureStarts } from './commands/start.js';
import { measureByStoredOrders } from './commands/stored.js';
import { measureTrial } from './commands/trial.js';
import { SUBJECTS, type SubjectName } from './subjects/names.js';
import { HelpRequest, UsageError } from '../src/process/flags.js';
import { readOptions, type Defaults, type Options } from './options.js';

type Command = (options: Options, bench: Bench) => Promise<unknown>;

const ALL_SUBJECTS = Object.keys(SUBJECTS) as SubjectName[];
const BOTH_SERVERS = ['cluster', 'dev'] as const;
/** The cluster only when `--server` names it. */
const DEV_FIRST = ['dev', 'cluster'] as const;
const CROWDED_SUBJECTS: readonly SubjectName[] = ['ours', 'baseline', 'naive-saga', 'dbos', 'restate'];
const DEV_ONLY = { only: [], servers: ['dev'] } as const;
const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly defaults: Defaults }>> = {
  compare: {
    run: compareClosed,
    defaults: {
      description: 'All subjects; each client waits for its order (closed loop)',
      ...{ rounds: 5, orders: 150, clients: [1, 10, 50, 200], only: ALL_SUBJECTS, servers: BOTH_SERVERS },
    },
  },
  open: {
    run: compareOpen,
    defaults: {
      description: 'All subjects; orders arrive at a fixed rate (open loop)',
      ...{ rounds: 5, orders: 30, clients: [], only: ALL_SUBJECTS, servers: BOTH_SERVERS },
    },
  },
  clients: {
    run: compareClosed,
    defaults: {
      description: 'The order service alone, with 1 to 200 clients',
      ...{ rounds: 5, orders: 150, clients: [1, 2, 5, 10, 20, 50, 100, 200], only: ['ours'], servers: BOTH_SERVERS },
    },
  },
  counts: {
    run: countCosts,
    defaults: {
      description: 'Events, transitions, actions, statements and bytes of an order',
      ...{ rounds: 1, orders: 20, clients: [1], ...DEV_ONLY },
    },
  },
  flash: {
    run: measureFlashSale,
    defaults: {
      description: 'Many orders of a product of which there are 50',
      ...{ rounds: 3, orders: 1_500, clients: [100], only: CROWDED_SUBJECTS, servers: DEV_FIRST },
    },
  },
  overload: {
    run: measureOverload,
    defaults: {
      description: 'More orders than can be confirmed, at multiples of the capacity',
      ...{ rounds: 1, orders: 1, clients: [20], only: CROWDED_SUBJECTS, servers: DEV_FIRST },
    },
  },
  peers: {
    run: measurePeers,
    defaults: {
      description: 'Vendure and Medusa, and ours by the same client; npm installs them into the cache',
      ...{ rounds: 3, orders: 100, clients: [1, 10, 50], only: [], servers: DEV_FIRST },
    },
  },
  trial: {
    run: measureTrial,
    defaults: {
      description: 'The cluster with and without a change of its settings, in turns',
      ...{ rounds: 7, orders: 150, clients: [20], only: [], servers: ['cluster'] },
    },
  },
  hot: {
    run: measureHotProduct,
    defaults: {
      description: 'Reservations of one product, compared with pgbench',
      ...{ rounds: 5, orders: 1, clients: [1, 10, 50], ...DEV_ONLY },
    },
  },
  idle: {
    run: measureIdle,
    defaults: {
      description: 'CPU and memory of each process with nothing to do; a round is a minute',
      ...{ rounds: 3, orders: 1, clients: [1], only: [], servers: DEV_FIRST },
    },
  },
  items: {
    run: measureByItems,
    defaults: {
      description: 'Orders of 1 to 50 products',
      ...{ rounds: 5, orders: 40, clients: [10], ...DEV_ONLY },
    },
  },
  memory: {
    run: measureMemory,
    defaults: {
      description: 'Memory of the workers over many orders',
      ...{ rounds: 1, orders: 10_000, clients: [20], ...DEV_ONLY },
    },
  },
  start: {
    run: measureStarts,
    defaults: {
      description: 'Time from the start of a worker until it polls',
      ...{ rounds: 5, orders: 1, clients: [1], ...DEV_ONLY },
    },
  },
  filters: {
    run: measureFilters,
    defaults: {
      description: "The filters of the operators' orders, with 10,000 stored orders",
      ...{ rounds: 1, orders: 10_000, clients: [1], ...DEV_ONLY },
    },
  },
  stored: {
    run: measureByStoredOrders,
    defaults: {
      description: 'Statements and reads as the number of stored orders grows',
      ...{ rounds: 5, orders: 1_000_000, clients: [1], ...DEV_ONLY },
    },
  },
};

const bench = new Bench();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void bench.stop().finally(() => process.exit(130)));
}

try {
  const defaults = Object.fromEntries(Object.entries(COMMANDS).map(([name, command]) => [name, command.defaults]));
  const options = readOptions(process.argv.slice(2), defaults);
  if (!existsSync('/proc/self/stat')) throw new UsageError('The bench runs only on Linux: it reads /proc.');
  if (!existsSync('dist/local/start.js')) throw new UsageError('The code is not built. Run `npm run build` first.');
  const figures = await COMMANDS[options.command]?.run(options, bench);
  if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(figures, null, 2)}\n`);
} catch (error) {
  if (error instanceof HelpRequest) bench.print(error.message);
  else reportFailure(error);
} finally {
  await bench.stop();
}
process.exit();

function reportFailure(error: unknown): void {
  const isUsageError = error instanceof UsageError || error instanceof ConfigurationError;
  process.stderr.write(`${isUsageError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = isUsageError ? 2 : 1;
}
