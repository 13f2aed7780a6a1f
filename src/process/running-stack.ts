import { ConfigurationError, readConfig } from '../config/config.js';
import { readStackFile } from './stack-file.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that say where each part of a stack is. */
const ADDRESSES = {
  database: ['DATABASE_URL', 'DATABASE_URL_FILE', 'POSTGRES_PORT'],
  'gateway database': ['GATEWAY_DATABASE_URL', 'GATEWAY_DATABASE_URL_FILE'],
  temporal: ['TEMPORAL_ADDRESS', 'TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE', 'TEMPORAL_PORT'],
} as const;

export type StackPart = keyof typeof ADDRESSES;

const ALL_ADDRESSES: readonly string[] = Object.values(ADDRESSES).flat();

/** Where a process or a command finds its stack. */
export interface RunningStack {
  /** Variables to add to the environment, which lacks them. */
  readonly variables: Readonly<Record<string, string>>;
  /** A line for the user; undefined when the environment names every part. */
  readonly notice?: string;
}

/**
 * Finds the stack that a process belongs to: the one that the environment names, or else the one that `npm start` last started in
 * DATA_DIR, or else the one on the default ports. It never combines parts of two stacks.
 *
 * @param parts - the parts that the process connects to
 * @throws ConfigurationError when the environment names some parts of another stack, but not all that the process needs
 */
export function findStack(parts: readonly StackPart[], environment: Environment = process.env): RunningStack {
  if (environment.NODE_ENV === 'production') return { variables: {} };
  const { DATA_DIR: dataDir } = readConfig(['DATA_DIR'], environment);
  const isSet = (name: string) => Boolean(environment[name]);
  const file = readStackFile(dataDir);
  const named = ALL_ADDRESSES.filter(isSet);
  const foreign = named.filter((name) => !isSame(name, environment[name], file?.[name]));
  if (file && foreign.length === 0) {
    const missing = Object.entries(file).filter(([name]) => !isSet(name) && !isSet(`${name}_FILE`));
    return { variables: Object.fromEntries(missing), notice: describe(parts, { ...environment, ...file }, dataDir) };
  }
  if (named.length === 0) return { variables: {}, notice: describe(parts, environment) };

  const unnamed = parts.find((part) => !isNamed(part, isSet));
  if (unnamed !== undefined) {
    const [variable = ''] = ADDRESSES[unnamed];
    throw new ConfigurationError(
      `${variable}: must be set, because ${foreign.join(' and ')} ${foreign.length > 1 ? 'name' : 'names'} another stack ` +
        `than ${file ? `the one in ${dataDir}` : 'the default one'}. Or set DATA_DIR to the folder of that stack.`,
    );
  }
  return { variables: addressesOfPorts(environment) };
}

/**
 * Adds the variables of the running stack to the environment of this process, and prints which stack that is. Prints the problem
 * and exits with 2 when the environment names parts of another stack.
 */
export function useRunningStack(parts: readonly StackPart[]): void {
  try {
    const { variables, notice } = findStack(parts);
    Object.assign(process.env, variables);
    if (notice !== undefined && parts.length > 0) process.stderr.write(`${notice}\n`);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

function isNamed(part: StackPart, isSet: (name: string) => boolean): boolean {
  // The gateway shares the database of the domains unless it has its own.
  return ADDRESSES[part].some(isSet) || (part === 'gateway database' && ADDRESSES.database.some(isSet));
}

/** The ports that `npm start` reads, as the addresses that its processes get. */
function addressesOfPorts(environment: Environment): Record<string, string> {
  const { POSTGRES_PORT, TEMPORAL_PORT } = readConfig(['POSTGRES_PORT', 'TEMPORAL_PORT'], environment);
  const isOnly = (part: StackPart, port: string) =>
    Boolean(environment[port]) && ADDRESSES[part].every((name) => name === port || !environment[name]);
  return {
    ...(isOnly('database', 'POSTGRES_PORT') && { DATABASE_URL: localDatabaseUrl(POSTGRES_PORT) }),
    ...(isOnly('temporal', 'TEMPORAL_PORT') && { TEMPORAL_ADDRESS: `127.0.0.1:${TEMPORAL_PORT}` }),
  };
}

/** The URL of the database that `npm start` starts, as its superuser. */
export function localDatabaseUrl(port: number): string {
  return `postgres://postgres:postgres@127.0.0.1:${port}/orders`;
}

function isSame(name: string, value: string | undefined, expected: string | undefined): boolean {
  const normal = (text = '') => (name === 'TEMPORAL_ADDRESS' ? text.replace(/^localhost:/, '127.0.0.1:') : text);
  return normal(value) === normal(expected);
}

function describe(parts: readonly StackPart[], environment: Environment, dataDir?: string): string {
  const { DATABASE_URL } = readConfig(['DATABASE_URL'], { ...environment, DATABASE_URL_FILE: '' });
  const { host, pathname } = new URL(DATABASE_URL);
  const places = parts.map((part) =>
    part === 'temporal'
      ? `Temporal at ${environment.TEMPORAL_ADDRESS ?? 'localhost:7233'}`
      : `database ${host}${pathname}`,
  );
  const source = dataDir === undefined ? 'the default addresses' : `the stack in ${dataDir}`;
  return `Using ${source}: ${[...new Set(places)].join(', ')}`;
}
