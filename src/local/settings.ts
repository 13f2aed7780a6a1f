import { join, resolve } from 'node:path';
import { WORKERS, type WorkerName } from '../process/processes.js';
import { localDatabaseUrl } from '../process/running-stack.js';
import { LOCAL_GATEWAY_API_KEY, LOCAL_JWT_SECRET, LOCAL_PAYMENT_WEBHOOK_SECRET, readConfig } from '../config/config.js';

/** A port that the stack listens on, and the variable that sets it. */
export interface Listener {
  readonly variable: string;
  readonly port: number;
}

export interface Settings {
  /** Absolute path of the state of the stack. */
  readonly dataDir: string;
  readonly logsDir: string;
  readonly databaseUrl: string;
  /** What the database URL leads to. */
  readonly databasePooler: 'none' | 'pgbouncer';
  readonly jwtSecret: string;
  readonly apiUrl: string;
  /** URL of the Temporal Web UI; undefined for an external Temporal unless TEMPORAL_UI_URL is set. */
  readonly webUiUrl: string | undefined;
  /** False when DATABASE_URL names an external Postgres. */
  readonly useEmbeddedPostgres: boolean;
  /** False when TEMPORAL_ADDRESS names an external Temporal. */
  readonly useTemporalDevServer: boolean;
  /** The version of the workers; undefined when they are not versioned. */
  readonly workerBuildId: string | undefined;
  /** The variables of each worker alone. */
  readonly workerEnvironment: Readonly<Record<WorkerName, Readonly<Record<string, string>>>>;
  /** Ports that must be free. */
  readonly listeners: readonly Listener[];
  /** Seconds that a process may take to finish its work after SIGTERM. */
  readonly shutdownGraceSeconds: number;
  /** The environment of every process. */
  readonly environment: Readonly<Record<string, string>>;
}

/** By default, glibc keeps freed memory per thread: up to a third of a worker's memory. The image sets the same value. */
export const MALLOC_ARENA_MAX = '2';

/**
 * Reads the settings of the local stack from the environment. Also checks the variables that only its processes use, so that
 * a bad value is reported before anything starts.
 *
 * @throws ConfigurationError with a line for each bad variable
 */
export function readSettings(): Settings {
  const config = readConfig([
    'NODE_ENV',
    'LOG_LEVEL',
    'LOG_FORMAT',
    'PORT',
    'GATEWAY_PORT',
    'POSTGRES_PORT',
    'TEMPORAL_PORT',
    'TEMPORAL_UI_PORT',
    'TEMPORAL_UI_URL',
    'DATA_DIR',
    'DATABASE_URL',
    'DATABASE_POOLER',
    'GATEWAY_DATABASE_URL',
    'GATEWAY_PUBLIC_URL',
    'GATEWAY_API_KEY',
    'PAYMENT_GATEWAY',
    'PAYMENT_WEBHOOK_URL',
    'PAYMENT_WEBHOOK_SECRET',
    'STRIPE_RETURN_URL',
    'STRIPE_API_BASE',
    'JWT_SECRET',
    'PAYMENT_TOKEN_KEYS',
    'PERSONAL_DATA_KEYS',
    'TEMPORAL_API_KEY',
    'TEMPORAL_PAYLOAD_KEYS',
    'ORDERS_ARCHIVE_AFTER_DAYS',
    'RESERVATION_TTL_SECONDS',
    'RECONCILE_EVERY_SECONDS',
    'RECONCILE_GRACE_SECONDS',
    'LOW_STOCK_THRESHOLD',
    'EVENTS_RETENTION_DAYS',
    'EVENTS_SINK',
    'NATS_URL',
    'NATS_STREAM',
    'KAFKA_BROKERS',
    'KAFKA_TOPIC',
    'PLACEMENT_TIMEOUT_SECONDS',
    'ADMISSION_TARGET_SECONDS',
    'SHUTDOWN_GRACE_SECONDS',
    'PAYMENT_SUCCESS_RATE',
    'WORKER_BUILD_ID',
    'WORKER_HEALTH_PORT',
  ]);
  const useEmbeddedPostgres = !process.env.DATABASE_URL && !process.env.DATABASE_URL_FILE;
  const useTemporalDevServer = !process.env.TEMPORAL_ADDRESS;
  const dataDir = resolve(config.DATA_DIR);
  const databaseUrl = useEmbeddedPostgres ? localDatabaseUrl(config.POSTGRES_PORT) : config.DATABASE_URL;
  const webUiUrl = useTemporalDevServer ? `http://localhost:${config.TEMPORAL_UI_PORT}` : config.TEMPORAL_UI_URL;
  // Each worker answers on a port of its own.
  const healthPorts =
    config.WORKER_HEALTH_PORT === undefined ? [] : WORKERS.map((_, index) => index + (config.WORKER_HEALTH_PORT ?? 0));
  const listener = (variable: 'PORT' | 'GATEWAY_PORT' | 'POSTGRES_PORT' | 'TEMPORAL_PORT' | 'TEMPORAL_UI_PORT') => ({
    variable,
    port: config[variable],
  });

  return {
    dataDir,
    logsDir: join(dataDir, 'logs'),
    databaseUrl,
    databasePooler: config.DATABASE_POOLER,
    jwtSecret: config.JWT_SECRET ?? LOCAL_JWT_SECRET,
    apiUrl: `http://localhost:${config.PORT}`,
    webUiUrl,
    useEmbeddedPostgres,
    useTemporalDevServer,
    listeners: [
      listener('PORT'),
      listener('GATEWAY_PORT'),
      ...(useEmbeddedPostgres ? [listener('POSTGRES_PORT')] : []),
      ...(useTemporalDevServer ? [listener('TEMPORAL_PORT'), listener('TEMPORAL_UI_PORT')] : []),
      ...healthPorts.map((port) => ({ variable: 'WORKER_HEALTH_PORT', port })),
    ],
    workerBuildId: config.WORKER_BUILD_ID,
    workerEnvironment: Object.fromEntries(
      WORKERS.map((name, index) => [
        name,
        healthPorts[index] === undefined ? {} : { WORKER_HEALTH_PORT: String(healthPorts[index]) },
      ]),
    ) as Settings['workerEnvironment'],
    shutdownGraceSeconds: config.SHUTDOWN_GRACE_SECONDS,
    environment: {
      MALLOC_ARENA_MAX,
      SHOP_URL: `http://localhost:${config.PORT}`,
      ...inheritedEnvironment(useTemporalDevServer),
      ...(useTemporalDevServer && {
        TEMPORAL_ADDRESS: `127.0.0.1:${config.TEMPORAL_PORT}`,
        TEMPORAL_NAMESPACE: 'default',
        // A file that does not exist, so that the user's own Temporal profile is not read.
        TEMPORAL_CONFIG_FILE: join(dataDir, 'temporal.toml'),
      }),
      TEMPORAL_UI_URL: webUiUrl ?? '',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      // The secret files have been read; the processes receive the values.
      DATABASE_URL_FILE: '',
      GATEWAY_URL: `http://127.0.0.1:${config.GATEWAY_PORT}`,
      GATEWAY_PUBLIC_URL: config.GATEWAY_PUBLIC_URL ?? `http://localhost:${config.GATEWAY_PORT}`,
      GATEWAY_API_KEY_FILE: '',
      GATEWAY_API_KEY: config.GATEWAY_API_KEY ?? LOCAL_GATEWAY_API_KEY,
      PAYMENT_WEBHOOK_URL: config.PAYMENT_WEBHOOK_URL ?? `http://127.0.0.1:${config.PORT}/v1/webhooks/payments`,
      PAYMENT_WEBHOOK_SECRET_FILE: '',
      PAYMENT_WEBHOOK_SECRET: config.PAYMENT_WEBHOOK_SECRET ?? LOCAL_PAYMENT_WEBHOOK_SECRET,
      // The stack signs its tokens with JWT_SECRET.
      JWT_JWKS_URL: '',
      JWT_AUDIENCE: '',
      JWT_ISSUER: '',
      JWT_SUBJECT_CLAIM: '',
      JWT_ROLES_CLAIM: '',
      JWT_ROLE_MAP: '',
      JWT_DEFAULT_ROLE: '',
    },
  };
}

/** The user's environment, without client settings that do not apply to the local Temporal, such as TLS. */
function inheritedEnvironment(useTemporalDevServer: boolean): Record<string, string> {
  const clientVariables = /^TEMPORAL_(API_KEY|PROFILE|TLS|GRPC_META|CODEC)/;
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !(useTemporalDevServer && clientVariables.test(entry[0])),
    ),
  );
}
