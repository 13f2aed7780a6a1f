import type { AddressInfo } from 'node:net';
import type { Pooler } from '../domains/database/pooler.js';
import type { Logger } from '../telemetry/logger.js';
import type { TemporalSettings } from '../temporal/settings.js';
import { tlsConfigurationError } from '../temporal/tls-errors.js';
import { createApp } from './app.js';
import { createApiKeyAuthenticator } from './auth/authenticate-api-key.js';
import { createAuthenticator } from './auth/authenticate.js';
import type { TokenKeys } from './auth/token-keys.js';
import { createServices, type ServiceSettings } from './create-services.js';
import { checkTlsConfiguration } from './dependencies/check-tls-configuration.js';
import { connectDatabase } from './dependencies/database.js';
import { connectTemporal } from './dependencies/temporal.js';
import { close, listen } from './http/listener.js';
import { OpenStreams } from './http/open-streams.js';
import { limitUsers, type RateLimits } from './http/rate-limit.js';
import { RequestsInFlight } from './http/requests-in-flight.js';
import type { PageSettings } from './page/page-routes.js';

export interface ApiSettings extends ServiceSettings {
  /** Port to listen on; 0 picks a free one. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Age at which a database connection is replaced, in seconds; by default unlimited. */
  readonly connectionMaxAgeSeconds?: number;
  /** What the URL leads to; defaults to `none`. */
  readonly pooler?: Pooler;
  readonly temporal: TemporalSettings;
  readonly tokenKeys: TokenKeys;
  readonly rateLimits: RateLimits;
  readonly page: PageSettings;
  /** Other origins whose pages may call the API. */
  readonly corsOrigins: readonly string[];
  /** Number of trusted proxies in front of the API. */
  readonly trustedProxies: number;
  /** Time that requests in flight have to finish when the API stops, in seconds. */
  readonly shutdownGraceSeconds: number;
  readonly logger: Logger;
}

export interface Api {
  readonly url: string;
  readonly port: number;
  /** Stops accepting requests, finishes those in flight and closes all connections. */
  stop(): Promise<void>;
}

/** Time that a handler may take in addition to the placement timeout, the longest single step, in seconds. */
const HANDLER_SLACK_SECONDS = 5;

/**
 * Starts the API. It starts even when Temporal or the database is unreachable, and returns 503 until they are reachable.
 *
 * @throws ConfigurationError when the port is in use or a TLS setting is wrong
 * @throws StartError when the database rejects the credentials
 */
export async function startApi(settings: ApiSettings): Promise<Api> {
  const { logger } = settings;
  const database = await connectDatabase(settings.databaseUrl, logger, settings);
  const temporal = await connectTemporal(settings.temporal).catch(async (error: unknown) => {
    await database.close();
    throw tlsConfigurationError(error) ?? error;
  });
  if (settings.temporal.connectionOptions.tls) void checkTlsConfiguration(temporal, logger);
  const closeConnections = async () => {
    await temporal.close();
    await database.close();
  };
  const inFlight = new RequestsInFlight();
  const services = createServices(database.source, temporal, settings);
  const stopReporting = services.admission.report();
  const app = createApp(
    {
      services,
      authenticate: createAuthenticator(settings.tokenKeys, createApiKeyAuthenticator(services.apiKeys)),
      limitUser: limitUsers(settings.rateLimits.perUser),
      inFlight,
      streams: new OpenStreams(),
      handlerTimeoutSeconds: settings.placement.timeoutSeconds + HANDLER_SLACK_SECONDS,
    },
    {
      logger,
      addressLimit: settings.rateLimits.perAddress,
      corsOrigins: settings.corsOrigins,
      trustedProxies: settings.trustedProxies,
      isDatabaseConnected: () => database.isConnected(),
      page: settings.page,
      payloadCodec: settings.temporal.dataConverter?.payloadCodecs?.[0],
    },
  );
  const server = await listen(app, settings.port).catch(async (error: unknown) => {
    await closeConnections();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      const closed = close(server, settings.shutdownGraceSeconds);
      inFlight.abortAll();
      await closed;
      stopReporting();
      await closeConnections();
    },
  };
}
