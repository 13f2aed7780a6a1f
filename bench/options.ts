import { parseArgs } from 'node:util';
import { SUBJECTS, type SubjectName } from './subjects/names.js';

/** The command line asks for what cannot be; the message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const SUBJECT_NAMES = Object.keys(SUBJECTS) as SubjectName[];

/** What Temporal runs on: the cluster of `temporal-docker/`, or the dev server of `npm start`. */
export const SERVERS = { cluster: 'on a cluster of Temporal', dev: 'on the dev server of Temporal' } as const;
export type Server = keyof typeof SERVERS;

export interface Options {
  readonly command: string;
  readonly rounds: number;
  /** A round. */
  readonly orders: number;
  /** Rounds of each number of clients. */
  readonly clients: readonly number[];
  /** Of the open loop, orders a second. */
  readonly rate: number;
  readonly only: readonly SubjectName[];
  /** The first of them that can be had here is taken. */
  readonly servers: readonly Server[];
  /** Takes all figures as JSON. */
  readonly report: string | undefined;
}

/** A machine of two slow cores keeps up with it, whatever the contender. */
const DEFAULT_RATE = 4;

/** What each command takes when it is not told otherwise; it runs on no other servers. */
export type Defaults = Pick<Options, 'rounds' | 'orders' | 'clients' | 'only' | 'servers'>;

/** @throws OptionsRefused */
export function readOptions(args: readonly string[], defaults: Readonly<Record<string, Defaults>>): Options {
  const { values, positionals } = parse(args);
  const [command = 'compare', ...rest] = positionals;
  const commandDefaults = defaults[command];
  const commands = Object.keys(defaults).join(', ');
  if (!commandDefaults || rest.length > 0)
    throw new UsageError(`there is no "${positionals.join(' ')}"; commands: ${commands}`);
  const servers =
    values.server === undefined
      ? commandDefaults.servers
      : [parseChoice('--server', values.server, Object.keys(SERVERS) as Server[])];
  if (!servers.every((server) => commandDefaults.servers.includes(server))) {
    throw new UsageError(`--server: ${command} runs on ${commandDefaults.servers.join(', ')} alone`);
  }
  return {
    command,
    rounds: parseWholeNumber('--rounds', values.rounds) ?? commandDefaults.rounds,
    orders: parseWholeNumber('--orders', values.orders) ?? commandDefaults.orders,
    clients:
      values.clients?.split(',').map((text) => parseWholeNumber('--clients', text) ?? 1) ?? commandDefaults.clients,
    rate: parsePositiveNumber('--rate', values.rate) ?? DEFAULT_RATE,
    only: values.only?.split(',').map((text) => parseChoice('--only', text, SUBJECT_NAMES)) ?? commandDefaults.only,
    servers,
    report: values.report,
  };
}

function parse(args: readonly string[]) {
  const string = { type: 'string' } as const;
  const numbers = { rounds: string, orders: string, clients: string, rate: string };
  const options = { ...numbers, only: string, server: string, report: string };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function parseWholeNumber(option: string, text: string | undefined): number | undefined {
  const number = parsePositiveNumber(option, text);
  if (number === undefined || Number.isInteger(number)) return number;
  throw new UsageError(`${option}: "${text}" must be a whole number`);
}

function parsePositiveNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined || Number(text) > 0) return text === undefined ? undefined : Number(text);
  throw new UsageError(`${option}: "${text}" must be a number above 0`);
}

function parseChoice<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new UsageError(`${option}: "${text}" is none of ${names.join(', ')}`);
}
