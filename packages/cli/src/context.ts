import { createOrdersClient, type OrdersClient } from '../../client/src/index.ts';

/** The command line or the environment is wrong; the message says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What the process gives to the command. */
export interface CliEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  readonly out: Output;
  readonly err: Output;
  /** Replaces the global `fetch`. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** What a command needs. */
export interface Context extends CliEnvironment {
  readonly json: boolean;
  /** Repeats requests after an outage, with the same key. */
  readonly client: OrdersClient;
  /** Sends each request once, and may stream its body. */
  readonly streamingClient: OrdersClient;
}

const DEFAULT_URL = 'http://localhost:3000';

/** Longer than the longest wait for an order. */
const TIMEOUT_MS = 40_000;

/** Three waits, of 3.5 seconds together: somebody waits for the command. */
const ATTEMPTS = 4;

/**
 * Creates the clients of a command from `ORDERS_URL` and either `ORDERS_TOKEN` or `ORDERS_API_KEY`.
 *
 * @param options.url - replaces `ORDERS_URL`
 * @throws UsageError when a setting is missing or wrong
 */
export function createContext(environment: CliEnvironment, options: { url?: string; json?: boolean }): Context {
  const { env, fetch } = environment;
  const baseUrl = readUrl(options.url ?? read(env, 'ORDERS_URL') ?? DEFAULT_URL);
  const common = { baseUrl, token: readToken(env), ...(fetch && { fetch }) };
  return {
    ...environment,
    json: options.json ?? false,
    client: createOrdersClient({ ...common, timeoutMs: TIMEOUT_MS, retry: { attempts: ATTEMPTS } }),
    streamingClient: createOrdersClient(common),
  };
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['http:', 'https:'].includes(url.protocol)) return url.origin;
  throw new UsageError(`"${text}" is not the URL of an API. Set ORDERS_URL to one, such as ${DEFAULT_URL}.`);
}

function readToken(env: CliEnvironment['env']): string {
  const token = read(env, 'ORDERS_TOKEN');
  const key = read(env, 'ORDERS_API_KEY');
  if (token !== undefined && key !== undefined) {
    throw new UsageError('ORDERS_TOKEN and ORDERS_API_KEY are both set. Unset one of them.');
  }
  const value = token ?? key;
  if (value !== undefined) return value;
  throw new UsageError('No credentials. Set ORDERS_TOKEN to an access token or ORDERS_API_KEY to an API key.');
}

/** An empty variable counts as unset. A header cannot contain the line break with which a file may end. */
function read(env: CliEnvironment['env'], name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}
