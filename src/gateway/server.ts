import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { LOCAL_GATEWAY_API_KEY, StartError } from '../config/config.js';
import { databaseProblem } from '../domains/database/connection-problem.js';
import { hiddenPoolerMessage, isPooled, type Pooler } from '../domains/database/pooler.js';
import { poolOptions } from '../domains/database/prepared-statement-client.js';
import { startListening } from '../process/listen.js';
import type { Logger } from '../telemetry/logger.js';
import { createApp } from './app.js';
import { ChargesService, DECISION_LATENCY_MS } from './charges.service.js';
import { ChargesRepository } from './charges.repository.js';
import { DelayedChanges, OUTCOME_DELAY_MS } from './delayed-changes.js';
import { Dispatcher, type WebhookOptions } from './dispatcher.js';
import { DisputesRepository } from './disputes.repository.js';
import { Outbox } from './outbox.js';
import { RefundsRepository } from './refunds.repository.js';
import { createSchema } from './schema.js';

export interface GatewayOptions {
  /** The Postgres database; the gateway creates and uses the schema `gateway`. */
  readonly databaseUrl: string;
  /** The environment variable with that URL, for error messages; defaults to DATABASE_URL. */
  readonly databaseVariable?: string;
  /** Age at which a database connection is replaced, in seconds; by default unlimited. */
  readonly connectionMaxAgeSeconds?: number;
  /** What the URL leads to; defaults to `none`. */
  readonly pooler?: Pooler;
  /** The port to listen on; 0 selects a free one. */
  readonly port: number;
  /** The key that the API requires; defaults to the public one of the local stack. */
  readonly apiKey?: string;
  /** The share of charges without a token that is approved, 0 to 1. */
  readonly successRate: number;
  readonly logger: Logger;
  /** The receiver of events; without one they stay in the outbox. */
  readonly webhook?: WebhookOptions;
  /** The URL at which browsers reach the gateway; defaults to localhost and its port. */
  readonly publicUrl?: string;
  /** Time that deciding a charge takes, in ms; defaults to `DECISION_LATENCY_MS`. */
  readonly latencyMs?: number;
  /** Time after which delayed outcomes follow, such as that of a pending refund, in ms; defaults to `OUTCOME_DELAY_MS`. */
  readonly outcomeDelayMs?: number;
  /** Seconds that requests in flight have to finish when the gateway stops. */
  readonly shutdownGraceSeconds?: number;
}

export interface Gateway {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts the simulated payment gateway. It takes the place of an external provider, so it keeps its own records and is
 * reached over HTTP only.
 *
 * @throws StartError when the database cannot be used
 * @throws ConfigurationError when the port is in use
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { databaseUrl, successRate, logger, latencyMs = DECISION_LATENCY_MS, shutdownGraceSeconds = 10 } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 20,
    application_name: 'gateway',
    connectionTimeoutMillis: 5_000,
    ...poolOptions(options.connectionMaxAgeSeconds, options.pooler),
  });
  // Without a listener, an idle connection that Postgres drops would end the process. The pool replaces it.
  pool.on('error', (error) => logger.warn({ err: error }, 'Database connection lost'));

  let dispatcher: Dispatcher | undefined;
  const onEventRecorded = () => dispatcher?.wake();
  const signals = { eventRecorded: onEventRecorded, changeScheduled: () => delayedChanges.wake() };
  const delaySeconds = (options.outcomeDelayMs ?? OUTCOME_DELAY_MS) / 1_000;
  const charges = new ChargesRepository(pool, delaySeconds, signals);
  const refunds = new RefundsRepository(pool, delaySeconds, signals);
  const disputes = new DisputesRepository(pool, onEventRecorded);
  const delayedChanges = new DelayedChanges(
    pool,
    {
      charge_approved: (id) => charges.approvePostponed(id),
      dispute_opened: async (id) => {
        await disputes.open({ id: `DSP-${id}`, charge_id: id, reason: 'fraudulent' });
      },
      refund_succeeded: (id) => refunds.settle(id, 'succeeded'),
      refund_failed: (id) => refunds.settle(id, 'failed'),
    },
    logger,
  );
  const chargesService = new ChargesService(charges, { successRate, latencyMs });
  const publicUrl = (): string => options.publicUrl ?? `http://localhost:${getPort(server)}`;
  const { apiKey = LOCAL_GATEWAY_API_KEY } = options;
  const app = createApp({ apiKey, charges, refunds, disputes, chargesService, publicUrl, logger });
  const server: Server = createServer(app);
  try {
    await prepareDatabase(pool, options);
    await startListening(server, { port: options.port }, 'GATEWAY_PORT');
  } catch (error) {
    await pool.end();
    throw error;
  }
  if (options.webhook) dispatcher = new Dispatcher(new Outbox(pool), options.webhook, logger);
  delayedChanges.wake();
  const port = getPort(server);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      // A keep-alive connection would hold the server open.
      const idleTimer = setInterval(() => server.closeIdleConnections(), 50);
      const graceTimer = setTimeout(() => server.closeAllConnections(), shutdownGraceSeconds * 1_000);
      await closed;
      clearInterval(idleTimer);
      clearTimeout(graceTimer);
      await delayedChanges.stop();
      await dispatcher?.stop();
      await pool.end();
    },
  };
}

async function prepareDatabase(
  pool: pg.Pool,
  { databaseUrl, databaseVariable = 'DATABASE_URL', pooler = 'none' }: GatewayOptions,
): Promise<void> {
  try {
    if (pooler === 'none' && (await isPooled(pool))) throw new StartError(hiddenPoolerMessage(databaseVariable));
    await createSchema(pool);
  } catch (error) {
    const problem = databaseProblem(error, databaseVariable, databaseUrl);
    throw problem === undefined ? error : new StartError(problem, { cause: error });
  }
}

function getPort(server: Server): number {
  return (server.address() as AddressInfo).port;
}
