import { choiceFlag, listFlag, numberFlag, textFlag, wholeNumberFlag } from '../src/process/flag-types.js';
import { parseFlags, usageError, type CommandLine } from '../src/process/flags.js';
import { SUBJECTS, type SubjectName } from './subjects/names.js';
import { SHOPS, type ShopName } from './peers/peer.js';
import { TRIALS, type Trial } from './trials.js';

const SUBJECT_NAMES = Object.keys(SUBJECTS) as SubjectName[];

/** What Temporal runs on: the cluster of `temporal-docker/`, or the dev server of `npm start`. */
export const SERVERS = { cluster: 'on a Temporal cluster', dev: 'on the Temporal dev server' } as const;
export type Server = keyof typeof SERVERS;

export interface Options {
  readonly command: string;
  readonly rounds: number;
  /** Orders per round. */
  readonly orders: number;
  /** Numbers of clients; each gets its own rounds. */
  readonly clients: readonly number[];
  /** Orders per second of the open loop. */
  readonly rate: number;
  /** Multiples of the capacity that are offered. */
  readonly loads: readonly number[];
  /** Seconds that each load lasts. */
  readonly seconds: number;
  /** The shops that `peers` measures, in this order. */
  readonly shops: readonly ShopName[];
  /** The change of the cluster's settings. */
  readonly trial: Trial | undefined;
  readonly only: readonly SubjectName[];
  /** In order of preference; the first one that this machine can run is used. */
  readonly servers: readonly Server[];
  /** Path of a file that receives all figures as JSON. */
  readonly report: string | undefined;
}

/** Two slow cores keep up with this rate for every subject. */
const DEFAULT_RATE = 4;
const DEFAULT_LOADS = [0.5, 1, 1.5, 3, 10];
const DEFAULT_SECONDS = 20;

/** The options of a command that are not given on the command line. A command supports no other servers. */
export type Defaults = Pick<Options, 'rounds' | 'orders' | 'clients' | 'only' | 'servers'> & {
  readonly description: string;
};

const FLAGS = {
  rounds: wholeNumberFlag('N', 'Rounds', { min: 1 }),
  orders: wholeNumberFlag('N', 'Orders a round', { min: 1 }),
  clients: listFlag(wholeNumberFlag('N,N', 'Numbers of clients', { min: 1 })),
  rate: numberFlag('N', 'Orders per second of the open loop', { min: 0.01 }),
  loads: listFlag(numberFlag('N,N', 'Multiples of the capacity, for overload', { min: 0.01 })),
  seconds: wholeNumberFlag('N', 'Seconds that each load lasts, for overload', { min: 1 }),
  shops: listFlag(choiceFlag('SHOP,SHOP', 'Shops to measure, for peers', SHOPS)),
  trial: choiceFlag('TRIAL', 'Change of the cluster, for trial', Object.keys(TRIALS) as Trial[]),
  only: listFlag(choiceFlag('SUBJECT,SUBJECT', 'Subjects to measure', SUBJECT_NAMES)),
  server: choiceFlag('SERVER', 'What Temporal runs on', Object.keys(SERVERS) as Server[]),
  report: textFlag('FILE', 'Write the figures as JSON to this path'),
};

function benchCommandLine(defaults: Readonly<Record<string, Defaults>>): CommandLine<typeof FLAGS> {
  const descriptions = Object.entries(defaults).map(([name, { description }]) => [name, description]);
  return {
    command: 'npm run bench --',
    description: 'Measures the order service. Prints tables; `compare` is the default command.',
    argument: { name: 'command', values: Object.fromEntries(descriptions) as Record<string, string> },
    flags: FLAGS,
  };
}

/**
 * Parses the options of the bench.
 *
 * @throws UsageError when an option is not allowed
 * @throws HelpRequest when `--help` is given
 */
export function readOptions(args: readonly string[], defaults: Readonly<Record<string, Defaults>>): Options {
  const commandLine = benchCommandLine(defaults);
  const { argument: command = 'compare', server, ...flags } = parseFlags(args, commandLine);
  const commandDefaults = defaults[command];
  if (!commandDefaults) throw new Error(`The command ${command} has no defaults.`);
  if (server !== undefined && !commandDefaults.servers.includes(server))
    throw usageError(
      [`--server is "${server}": ${command} runs only on ${commandDefaults.servers.join(', ')}.`],
      commandLine,
    );
  return {
    command,
    rounds: flags.rounds ?? commandDefaults.rounds,
    orders: flags.orders ?? commandDefaults.orders,
    clients: flags.clients ?? commandDefaults.clients,
    rate: flags.rate ?? DEFAULT_RATE,
    loads: flags.loads ?? DEFAULT_LOADS,
    shops: flags.shops ?? SHOPS,
    trial: flags.trial,
    seconds: flags.seconds ?? DEFAULT_SECONDS,
    only: flags.only ?? commandDefaults.only,
    servers: server === undefined ? commandDefaults.servers : [server],
    report: flags.report,
  };
}
