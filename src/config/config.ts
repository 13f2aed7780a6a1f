import { z } from 'zod';
import type { EncryptionKey } from '../crypto/keyring.js';
import { encryptionKeysSchema } from '../crypto/encryption-keys.js';
import { readSecret } from './secret-file.js';

/** A variable of the environment is missing or wrong; the message names it and says what it must be, one line each. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

const number = () =>
  z.coerce.number({ error: (issue) => (issue.expected === 'number' ? 'must be a number' : undefined) });
const port = number().int().min(1).max(65_535);

/** Every variable the project reads, its default, and the rule it must meet. Defaults are those of the local stack. */
const variables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** One readable line an event, or JSON; by default JSON everywhere but in development. */
  LOG_FORMAT: z.enum(['json', 'pretty']).optional(),

  PORT: port.default(3000),
  GATEWAY_PORT: port.default(4000),
  POSTGRES_PORT: port.default(54_329),
  TEMPORAL_PORT: port.default(7233),
  TEMPORAL_UI_PORT: port.default(8233),
  /** Where people look at the runs of orders. */
  TEMPORAL_UI_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('.data'),

  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).default('postgres://postgres:postgres@127.0.0.1:54329/orders'),
  GATEWAY_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  GATEWAY_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4000'),

  /** Where browsers reach the simulated gateway's pages, when it is not GATEWAY_PORT of this machine. */
  GATEWAY_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),

  PAYMENT_GATEWAY: z.enum(['simulated', 'stripe']).default('simulated'),
  /** Where the simulated gateway sends its events, when it is not the API at PORT of this machine. */
  PAYMENT_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Signs the simulated gateway's events. */
  PAYMENT_WEBHOOK_SECRET: z.string().min(32).optional(),
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  /** Signs Stripe's events; Stripe shows it beside the webhook endpoint. */
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  /** Where Stripe sends customers back to after they acted. */
  STRIPE_RETURN_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Another address of Stripe's API: a mock's. */
  STRIPE_API_BASE: z.url({ protocol: /^https?$/ }).optional(),

  /** Seal payment tokens from the API to the payments worker. */
  PAYMENT_TOKEN_KEYS: encryptionKeysSchema().optional(),
  /** Encrypt all that Temporal stores for us, when set. */
  TEMPORAL_PAYLOAD_KEYS: encryptionKeysSchema().optional(),
  /** Read here for its file alone; the rest of Temporal's variables are those of its own tools. */
  TEMPORAL_API_KEY: z.string().min(1).optional(),

  JWT_SECRET: z.string().min(32).optional(),
  JWT_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** What access tokens must name as `aud` and `iss`, when set. */
  JWT_AUDIENCE: z.string().optional(),
  JWT_ISSUER: z.string().optional(),

  /** Requests a minute that one API process takes of one address or one user; 0 is no limit. */
  RATE_LIMIT_PER_ADDRESS: number().int().min(0).default(30_000),
  RATE_LIMIT_PER_USER: number().int().min(0).default(6_000),
  /** Origins, by commas, whose pages may call the API: `https://shop.example`. */
  CORS_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.string().regex(/^https?:\/\/[^/\s*]+$/, 'must be origins, by commas: https://shop.example')))
    .default([]),
  /** Proxies between the callers and the API, whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: number().int().min(0).max(10).default(0),

  /** Seconds that stock is held for an unpaid order (seed: 15 minutes). */
  RESERVATION_TTL_SECONDS: number().int().min(1).max(86_400).default(900),
  /** Seconds between two looks for what was left behind; 0 is never. */
  RECONCILE_EVERY_SECONDS: number().int().min(0).max(86_400).default(300),
  /** Seconds the API waits for an order to be accepted before it answers 503. */
  PLACEMENT_TIMEOUT_SECONDS: number().min(0.1).max(60).default(10),
  /** Seconds a process may take to finish what is in flight after SIGTERM or SIGINT. */
  SHUTDOWN_GRACE_SECONDS: number().min(0).max(600).default(10),
  /** Names the release that a worker is of, so that a run ends with the code it began with. */
  WORKER_BUILD_ID: z
    .string()
    .regex(/^[\w.+-]{1,200}$/, 'must be up to 200 letters, digits, and . _ + -: 1.4.0-3f9c2ab')
    .optional(),
  /** Where a worker answers whoever supervises it; with none it does not. */
  WORKER_HEALTH_PORT: port.optional(),
  /** Calls a second that the payments workers together may make of the gateway. */
  PAYMENTS_PER_SECOND: number().positive().default(100),
  /** Share of tokenless charges that the simulated gateway approves (seed: 95 %). */
  PAYMENT_SUCCESS_RATE: number().min(0).max(1).default(0.95),
} as const;

/** Variables that may come in a file too, named by `<NAME>_FILE`. */
export const SECRETS = [
  'DATABASE_URL',
  'GATEWAY_DATABASE_URL',
  'JWT_SECRET',
  'PAYMENT_TOKEN_KEYS',
  'PAYMENT_WEBHOOK_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'TEMPORAL_API_KEY',
  'TEMPORAL_PAYLOAD_KEYS',
] as const satisfies readonly (keyof typeof variables)[];

type Variables = typeof variables;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the named variables.
 *
 * @param names - which of the project's variables this process needs
 * @throws ConfigurationError naming each bad variable and its rule; the value itself is never printed, it may be secret
 */
export function readConfig<N extends keyof Variables>(
  names: readonly N[],
  environment: Environment = process.env,
): { [K in N]: z.output<Variables[K]> } {
  const inputs = names.map((name) => ({ name, ...readVariable(name, environment) }));
  const labels = new Map<PropertyKey, string>(inputs.map(({ name, label }) => [name, label]));
  const shape = Object.fromEntries(names.map((name) => [name, variables[name]]));
  const result = z.object(shape).safeParse(Object.fromEntries(inputs.map(({ name, value }) => [name, value])));
  const problems = inputs.flatMap(({ label, problem }) => (problem === undefined ? [] : [`${label}: ${problem}`]));
  const issues = result.error?.issues ?? [];
  const lines = issues.map(({ path: [name = ''], message }) => `${labels.get(name)}: ${message}`);
  if (lines.length > 0 || problems.length > 0) throw new ConfigurationError([...problems, ...lines].join('\n'));
  return result.data as { [K in N]: z.output<Variables[K]> };
}

function readVariable(name: string, environment: Environment): ReturnType<typeof readSecret> {
  if ((SECRETS as readonly string[]).includes(name)) return readSecret(name, environment);
  return { value: environment[name] === '' ? undefined : environment[name], label: name };
}

/** Signs tokens of the local stack when JWT_SECRET is not set; refused in production. */
export const LOCAL_JWT_SECRET = 'local-development-secret-do-not-deploy';

/** Signs the simulated gateway's events when PAYMENT_WEBHOOK_SECRET is not set; refused in production. */
export const LOCAL_PAYMENT_WEBHOOK_SECRET = 'local-webhook-secret-do-not-deploy';

/** Seals payment tokens of the local stack when PAYMENT_TOKEN_KEYS is not set; refused in production. */
export const LOCAL_PAYMENT_TOKEN_KEYS: readonly EncryptionKey[] = [
  { id: 'local', key: Buffer.from('local-payment-key-do-not-deploy!') },
];
