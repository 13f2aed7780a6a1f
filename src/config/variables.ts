import { z } from 'zod';
import { encryptionKeysSchema } from '../crypto/encryption-keys.js';
import { httpUrl, list, number, origins, port, postgresUrl, roleMap, roleSchema, secret } from './schemas.js';

/**
 * Every environment variable that the project reads, with its rule, default and description. The defaults are those of the
 * local stack. `docs/reference/configuration.md` is checked against this table.
 */
export const VARIABLES = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('The environment. `production` rejects the secrets of the local stack.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least severe level that is logged.'),
  LOG_FORMAT: z
    .enum(['json', 'pretty'])
    .optional()
    .describe('The format of log lines. Defaults to `pretty` in development and to `json` elsewhere.'),

  PORT: port().default(3000).describe('The port of the API.'),
  GATEWAY_PORT: port().default(4000).describe('The port of the simulated payment gateway.'),
  POSTGRES_PORT: port().default(54_329).describe('The port of the Postgres that `npm start` starts.'),
  TEMPORAL_PORT: port().default(7233).describe('The port of the Temporal dev server that `npm start` starts.'),
  TEMPORAL_UI_PORT: port().default(8233).describe('The port of the Web UI of that Temporal dev server.'),
  TEMPORAL_UI_URL: httpUrl()
    .optional()
    .describe('The URL of the Temporal Web UI. Operators get links to workflow executions when it is set.'),
  TRACE_URL_TEMPLATE: httpUrl()
    .refine((url) => url.includes('{trace_id}'), 'must contain {trace_id}: https://traces.example/trace/{trace_id}')
    .optional()
    .describe('The URL of a trace, with `{trace_id}` for its id. Operators get links to traces when it is set.'),
  DATA_DIR: z.string().min(1).default('.data').describe('The folder in which `npm start` keeps its state and logs.'),

  DATABASE_URL: postgresUrl()
    .default('postgres://postgres:postgres@127.0.0.1:54329/orders')
    .describe('The Postgres database of the domains.'),
  DATABASE_CONNECTION_MAX_AGE_SECONDS: number(z.number().int().min(0).max(86_400))
    .default(300)
    .describe('Seconds after which a database connection is replaced. 0 means no limit.'),
  DATABASE_POOLER: z
    .enum(['none', 'pgbouncer'])
    .default('none')
    .describe('What the database URLs lead to: `pgbouncer` in any pool mode but `statement`.'),
  GATEWAY_DATABASE_URL: postgresUrl()
    .optional()
    .describe('The Postgres database of the simulated gateway. Defaults to `DATABASE_URL`.'),
  GATEWAY_URL: httpUrl()
    .default('http://127.0.0.1:4000')
    .describe('The URL at which the project reaches the simulated gateway.'),
  GATEWAY_PUBLIC_URL: httpUrl()
    .optional()
    .describe(
      "The URL at which browsers reach the simulated gateway's pages. Defaults to `GATEWAY_PORT` on localhost.",
    ),

  GATEWAY_API_KEY: secret()
    .optional()
    .describe(
      "Authenticates the payments worker at the simulated gateway's API. Defaults to a public key that production rejects.",
    ),
  SHOP_URL: httpUrl()
    .default('http://localhost:3000')
    .describe(
      "The URL of the shop page. The simulated gateway's pages and the workflow executions link to the order there.",
    ),

  PAYMENT_GATEWAY: z
    .enum(['simulated', 'stripe'])
    .default('simulated')
    .describe('The payment provider. Must be set in production.'),
  PAYMENT_CAPTURE: z
    .enum(['automatic', 'manual'])
    .default('automatic')
    .describe(
      'When the money is taken: `automatic` at the payment step, `manual` when the stock is confirmed, if the method allows it.',
    ),
  PAYMENT_WEBHOOK_URL: httpUrl()
    .optional()
    .describe('The URL to which the simulated gateway sends its events. Defaults to the API at `PORT` on localhost.'),
  PAYMENT_WEBHOOK_SECRET: secret()
    .optional()
    .describe("Signs the simulated gateway's events. Defaults to a public secret that production rejects."),
  STRIPE_SECRET_KEY: z.string().min(1).optional().describe("Stripe's secret API key. Required with Stripe."),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .min(1)
    .optional()
    .describe("Verifies Stripe's events. Stripe shows it next to the webhook endpoint. Required with Stripe."),
  STRIPE_RETURN_URL: httpUrl()
    .optional()
    .describe('The URL to which Stripe redirects customers after they authorize a payment. Required with Stripe.'),
  STRIPE_API_BASE: httpUrl().optional().describe("The URL of another server with Stripe's API, such as stripe-mock."),

  PAYMENT_TOKEN_KEYS: encryptionKeysSchema()
    .optional()
    .describe(
      'Encrypt payment tokens between the API and the payments worker. Defaults to public keys that production rejects.',
    ),
  PERSONAL_DATA_KEYS: encryptionKeysSchema()
    .optional()
    .describe('Encrypt the personal data of orders. Defaults to public keys that production rejects.'),
  TEMPORAL_PAYLOAD_KEYS: encryptionKeysSchema()
    .optional()
    .describe('Encrypt every payload that Temporal stores. Without them, payloads are stored in plain text.'),
  WEBHOOK_SECRET_KEYS: encryptionKeysSchema()
    .optional()
    .describe(
      'Encrypt the secrets of webhook endpoints in the database. Defaults to public keys that production rejects.',
    ),
  WEBHOOK_TARGETS: z
    .enum(['public', 'loopback'])
    .optional()
    .describe(
      'Where webhooks may go: `public` means https and public addresses, `loopback` also http and this machine. Defaults to `public` in production and to `loopback` elsewhere.',
    ),
  // The Temporal SDK reads the other TEMPORAL_* variables; this one is here so that it can come from a file.
  TEMPORAL_API_KEY: z.string().min(1).optional().describe('The API key for Temporal Cloud.'),

  JWT_SECRET: secret()
    .optional()
    .describe('Verifies access tokens (HS256). Defaults to a public secret that production rejects.'),
  JWT_JWKS_URL: httpUrl()
    .optional()
    .describe('The key set that verifies access tokens (RS256, ES256). Replaces `JWT_SECRET`.'),
  JWT_AUDIENCE: z.string().optional().describe('The `aud` claim that access tokens must have, when set.'),
  JWT_ISSUER: z.string().optional().describe('The `iss` claim that access tokens must have, when set.'),
  JWT_SUBJECT_CLAIM: z
    .string()
    .min(1)
    .default('sub')
    .describe('The claim that identifies the user. A value that is not a UUID becomes one, derived from it and `iss`.'),
  JWT_ROLES_CLAIM: list()
    .optional()
    .describe('Comma-separated names or paths of the claims that hold roles, such as `scope`. Defaults to `roles`.'),
  JWT_ROLE_MAP: roleMap()
    .optional()
    .describe(
      "Maps the provider's roles: `shop-admin=operator,shopper=customer`. Roles that it does not name are ignored.",
    ),
  JWT_DEFAULT_ROLE: roleSchema()
    .optional()
    .describe('The role of a token that has none of the known roles. Without it, such a token has no access.'),

  OIDC_ISSUER: httpUrl()
    .optional()
    .describe('The OpenID Connect provider with which the page signs users in. Needs `OIDC_CLIENT_ID`.'),
  OIDC_CLIENT_ID: z
    .string()
    .min(1)
    .optional()
    .describe('The id of the page at the provider: a public client with the redirect URI `<shop>/`.'),
  OIDC_SCOPE: z.string().min(1).default('openid').describe('The space-separated scopes that the page asks for.'),
  OIDC_RESOURCE: z
    .string()
    .min(1)
    .optional()
    .describe('The `resource` for which the page asks an access token, if the provider needs one (RFC 8707).'),

  RATE_LIMIT_PER_ADDRESS: number(z.number().int().min(0))
    .default(30_000)
    .describe('Requests per minute that one API process accepts from one IP address. 0 means no limit.'),
  RATE_LIMIT_PER_USER: number(z.number().int().min(0))
    .default(6_000)
    .describe('Requests per minute that one API process accepts from one user. 0 means no limit.'),
  CORS_ORIGINS: origins()
    .default([])
    .describe('Comma-separated origins whose pages may call the API, such as `https://shop.example`.'),
  TRUSTED_PROXIES: number(z.number().int().min(0).max(10))
    .default(0)
    .describe('The number of reverse proxies in front of the API whose `X-Forwarded-For` is trusted.'),
  TRUST_TRACE_CONTEXT: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Whether the API continues the traces and the baggage that its callers send.'),

  RESERVATION_TTL_SECONDS: number(z.number().int().min(1).max(86_400))
    .default(900)
    .describe('Seconds for which the stock of an unpaid order stays reserved (seed: 15 minutes).'),
  RECONCILE_EVERY_SECONDS: number(z.number().int().min(0).max(86_400))
    .default(300)
    .describe('Seconds between two reconciliations. 0 turns reconciliation off.'),
  RECONCILE_GRACE_SECONDS: number(z.number().int().min(0).max(86_400))
    .default(60)
    .describe('Seconds for which an order must not have changed before reconciliation examines it.'),
  ORDERS_ARCHIVE_AFTER_DAYS: number(z.number().int().min(0).max(36_500))
    .default(0)
    .describe('Days without a change after which an order that has ended is archived. 0 keeps every order.'),
  LOW_STOCK_THRESHOLD: number(z.number().int().min(0).max(1_000_000))
    .default(5)
    .describe('The available units at or below which `inventory.low` announces a product.'),
  EVENTS_RETENTION_DAYS: number(z.number().int().min(1).max(3_650))
    .default(30)
    .describe('Days for which events are kept at least.'),
  EVENTS_SINK: z
    .enum(['none', 'nats', 'kafka'])
    .default('none')
    .describe('The message bus to which the orders worker publishes events.'),
  NATS_URL: z
    .url({ protocol: /^(nats|tls)$/, error: 'must be a URL that starts with nats:// or tls://' })
    .default('nats://127.0.0.1:4222')
    .describe('The NATS server with JetStream. Used with `EVENTS_SINK=nats`.'),
  NATS_STREAM: z
    .string()
    .regex(/^[\w-]{1,100}$/, 'must be letters, digits, dashes and underscores')
    .default('EVENTS')
    .describe('The stream that is created if no stream has the subjects `events.>`.'),
  KAFKA_BROKERS: list()
    .pipe(z.array(z.string().regex(/^[\w.-]+:\d{1,5}$/, 'must be host:port, separated by commas')))
    .default(['127.0.0.1:9092'])
    .describe('Comma-separated brokers of Kafka, `host:port`. Used with `EVENTS_SINK=kafka`.'),
  KAFKA_TOPIC: z
    .string()
    .regex(/^[\w.-]{1,249}$/, 'must be letters, digits, dots, dashes and underscores')
    .default('order-events')
    .describe('The topic of Kafka to which events are published.'),
  PLACEMENT_TIMEOUT_SECONDS: number(z.number().min(0.1).max(60))
    .default(10)
    .describe('Seconds that the API waits for an order to be accepted before it returns 503.'),
  ADMISSION_TARGET_SECONDS: number(z.number().min(0).max(60))
    .default(0.5)
    .describe(
      'The mean time to acceptance, in seconds, that an API process keeps by refusing orders with `overloaded`. 0 admits every order.',
    ),
  SHUTDOWN_GRACE_SECONDS: number(z.number().min(0).max(600))
    .default(10)
    .describe('Seconds that a process may take to finish work in flight after SIGTERM or SIGINT.'),
  WORKER_BUILD_ID: z
    .string()
    .regex(/^[\w.+-]{1,200}$/, 'must be up to 200 letters, digits, and . _ + -: 1.4.0-3f9c2ab')
    .optional()
    .describe("The worker's version: a workflow execution finishes on the version it started on."),
  WORKER_HEALTH_PORT: port().optional().describe('The port on which a worker answers `GET /healthz`, when set.'),
  PAYMENTS_PER_SECOND: number(z.number().positive())
    .default(100)
    .describe('Payment activities per second that all payments workers together may start.'),
  PAYMENT_SUCCESS_RATE: number(z.number().min(0).max(1))
    .default(0.95)
    .describe('The share of charges without a payment token that the simulated gateway approves (seed: 95 %).'),
} as const;

/** Variables that may also be read from a file, which `<NAME>_FILE` names. */
export const SECRETS = [
  'DATABASE_URL',
  'GATEWAY_API_KEY',
  'GATEWAY_DATABASE_URL',
  'JWT_SECRET',
  'NATS_URL',
  'PAYMENT_TOKEN_KEYS',
  'PAYMENT_WEBHOOK_SECRET',
  'PERSONAL_DATA_KEYS',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'TEMPORAL_API_KEY',
  'TEMPORAL_PAYLOAD_KEYS',
  'WEBHOOK_SECRET_KEYS',
] as const satisfies readonly (keyof typeof VARIABLES)[];

/** The values of the variables, validated and converted. */
export type Configuration = { readonly [Name in keyof typeof VARIABLES]: z.output<(typeof VARIABLES)[Name]> };
