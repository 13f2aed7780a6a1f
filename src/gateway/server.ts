import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { POOL_OPTIONS } from '../domains/database/prepared-statement-client.js';
import type { Logger } from '../telemetry/logger.js';
import { createApp } from './app.js';
import { ChargeService, DECISION_LATENCY_MS } from './charge-service.js';
import { Charges } from './charges.js';
import { Dispatcher, type WebhookOptions } from './dispatcher.js';
import { Outbox } from './outbox.js';
import { Refunds } from './refunds.js';
import { createSchema } from './schema.js';

export interface GatewayOptions {
  /** The Postgres database that holds the gateway's ledger, in a schema of its own. */
  readonly databaseUrl: string;
  /** Where to listen; 0 takes a free port. */
  readonly port: number;
  /** Share of the charges without a token that is approved, 0 to 1. */
  readonly successRate: number;
  readonly logger: Logger;
  /** Where events go; with none they stay in the outbox. */
  readonly webhook?: WebhookOptions;
  /** Where browsers reach it; by default at its port of this machine. */
  readonly publicUrl?: string;
  /** Time that deciding a charge takes, in ms; by default `DECISION_MS`. */
  readonly latencyMs?: number;
  /** Seconds that requests in flight may take to finish once the gateway is told to stop. */
  readonly shutdownGraceSeconds?: number;
}

export interface Gateway {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Starts the simulated payment gateway: somebody else's system, reached over HTTP alone, which keeps its own books.
 *
 * @throws when the database cannot be reached or the port is taken
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { databaseUrl, successRate, logger, latencyMs = DECISION_LATENCY_MS, shutdownGraceSeconds = 10 } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 20,
    application_name: 'gateway',
    connectionTimeoutMillis: 5_000,
    ...POOL_OPTIONS,
  });
  // An idle connection that a restarted Postgres drops is replaced at the next use.
  pool.on('error', (error) => logger.warn({ err: error }, 'lost a database connection'));

  let dispatcher: Dispatcher | undefined;
  const ledger = { charges: new Charges(pool, () => dispatcher?.wake()), refunds: new Refunds(pool) };
  const chargeService = new ChargeService(ledger.charges, { successRate, latencyMs });
  const publicUrl = (): string => options.publicUrl ?? `http://localhost:${getPort(server)}`;
  const server: Server = createServer(createApp(ledger, chargeService, { publicUrl, logger }));
  try {
    await createSchema(pool);
    server.listen(options.port);
    await once(server, 'listening');
  } catch (error) {
    await pool.end();
    throw error;
  }
  if (options.webhook) dispatcher = new Dispatcher(new Outbox(pool), options.webhook, logger);
  const port = getPort(server);

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      // A connection that is kept alive after its last answer would hold the server open.
      const idleTimer = setInterval(() => server.closeIdleConnections(), 50);
      const graceTimer = setTimeout(() => server.closeAllConnections(), shutdownGraceSeconds * 1_000);
      await closed;
      clearInterval(idleTimer);
      clearTimeout(graceTimer);
      await dispatcher?.stop();
      await pool.end();
    },
  };
}

function getPort(server: Server): number {
  return (server.address() as AddressInfo).port;
}
