import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { ConfigurationError } from '../src/config/config.js';
import { Bench } from './bench.js';
import { compareClosed, compareOpen } from './commands/compare.js';
import { countCosts } from './commands/counts.js';
import { measureHotProduct } from './commands/hot.js';
import { measureByItems } from './commands/items.js';
import { measureMemory } from './commands/memory.js';
import { timeStarts } from './commands/start.js';
import { measureByStoredOrders } from './commands/stored.js';
import { SUBJECTS, type SubjectName } from './subjects/names.js';
import { UsageError, readOptions, type Defaults, type Options } from './options.js';

type Command = (options: Options, bench: Bench) => Promise<unknown>;

const ALL_SUBJECTS = Object.keys(SUBJECTS) as SubjectName[];
const BOTH_SERVERS = ['cluster', 'dev'] as const;
const COMMANDS: Readonly<Record<string, { readonly run: Command; readonly defaults: Defaults }>> = {
  compare: {
    run: compareClosed,
    defaults: { rounds: 5, orders: 150, clients: [1, 10, 50, 200], only: ALL_SUBJECTS, servers: BOTH_SERVERS },
  },
  open: {
    run: compareOpen,
    defaults: { rounds: 5, orders: 30, clients: [], only: ALL_SUBJECTS, servers: BOTH_SERVERS },
  },
  clients: {
    run: compareClosed,
    defaults: {
      rounds: 5,
      orders: 150,
      clients: [1, 2, 5, 10, 20, 50, 100, 200],
      only: ['ours'],
      servers: BOTH_SERVERS,
    },
  },
  counts: { run: countCosts, defaults: { rounds: 1, orders: 20, clients: [1], only: [], servers: ['dev'] } },
  hot: { run: measureHotProduct, defaults: { rounds: 5, orders: 1, clients: [1, 10, 50], only: [], servers: ['dev'] } },
  items: { run: measureByItems, defaults: { rounds: 5, orders: 40, clients: [10], only: [], servers: ['dev'] } },
  memory: { run: measureMemory, defaults: { rounds: 1, orders: 10_000, clients: [20], only: [], servers: ['dev'] } },
  start: { run: timeStarts, defaults: { rounds: 5, orders: 1, clients: [1], only: [], servers: ['dev'] } },
  stored: {
    run: measureByStoredOrders,
    defaults: { rounds: 5, orders: 1_000_000, clients: [1], only: [], servers: ['dev'] },
  },
};

const bench = new Bench();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void bench.stop().finally(() => process.exit(130)));
}

try {
  const defaults = Object.fromEntries(Object.entries(COMMANDS).map(([name, command]) => [name, command.defaults]));
  const options = readOptions(process.argv.slice(2), defaults);
  if (!existsSync('/proc/self/stat')) throw new UsageError('the bench reads /proc, which Linux alone has');
  if (!existsSync('dist/local/start.js')) throw new UsageError('the code is not built: npm run build');
  const figures = await COMMANDS[options.command]?.run(options, bench);
  if (options.report !== undefined) await writeFile(options.report, `${JSON.stringify(figures, null, 2)}\n`);
} catch (error) {
  const isUsageError = error instanceof UsageError || error instanceof ConfigurationError;
  process.stderr.write(`${isUsageError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = isUsageError ? 2 : 1;
} finally {
  await bench.stop();
}
process.exit();
