import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import type { EncryptionKey } from '../crypto/keyring.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { InventoryService } from '../domains/inventory/inventory.service.js';
import { OrderReader } from '../domains/orders/order-reader.js';
import type { PaymentGateway } from '../domains/payments/payment-gateway.js';
import { PaymentEventsService } from '../domains/payments/payment-events.service.js';
import { PaymentReader } from '../domains/payments/payment-reader.js';
import { PaymentTokens } from '../domains/payments/payment-tokens.js';
import type { Logger } from '../telemetry/logger.js';
import type { TemporalSettings } from '../temporal/settings.js';
import { tlsConfigurationError } from '../temporal/tls-errors.js';
import { createApp } from './app.js';
import { createAuthenticator } from './auth/authenticate.js';
import type { TokenKeys } from './auth/token-keys.js';
import { connectDatabase } from './database.js';
import { RequestsInFlight } from './http/requests-in-flight.js';
import { close, listen } from './http/listener.js';
import { OpenStreams } from './http/open-streams.js';
import { limitUsers, type RateLimits } from './http/rate-limit.js';
import { buildOpenApiDocument } from './openapi.js';
import { Readiness } from './operations/readiness.js';
import { OrderPlacement, type PlacementSettings } from './orders/placement.js';
import { OrderRuns } from './orders/order-runs.js';
import { OrderWatch } from './orders/order-watch.js';
import type { PageSettings } from './page/page-routes.js';
import { PaymentRuns } from './payments/payment-runs.js';
import { ROUTES } from './routes.js';
import type { Services } from './services.js';
import { checkTlsConfiguration } from './check-tls-configuration.js';
import { connectTemporal, type Temporal } from './temporal.js';
import { WebUi } from './web-ui.js';

export interface ApiSettings {
  /** Where to listen; 0 takes a free port. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly temporal: TemporalSettings;
  /** Where people look at the runs; undefined when we do not know. */
  readonly temporalUiUrl: string | undefined;
  readonly tokenKeys: TokenKeys;
  /** Seal payment tokens: the first of them. */
  readonly paymentTokenKeys: readonly EncryptionKey[];
  readonly placement: PlacementSettings;
  /** Reads the events that the gateway sends. */
  readonly gateway: Pick<PaymentGateway, 'readEvent'>;
  readonly rateLimits: RateLimits;
  readonly page: PageSettings;
  /** Origins whose pages may call the API; none: only its own. */
  readonly corsOrigins: readonly string[];
  /** Proxies between the callers and the API. */
  readonly trustedProxies: number;
  /** Seconds that requests in flight may take to finish once the API is told to stop. */
  readonly shutdownGraceSeconds: number;
  readonly logger: Logger;
}

export interface Api {
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, finishes those in flight, closes what it opened. */
  stop(): Promise<void>;
}

/** What a handler may take besides the placement of an order, which takes longest by itself. */
const HANDLER_SLACK_SECONDS = 5;

/**
 * Starts the API. Temporal and the database may be away: what needs them then answers 503.
 *
 * @throws ConfigurationError when the port is taken
 * @throws when the database does not let us in
 */
export async function startApi(settings: ApiSettings): Promise<Api> {
  const { logger } = settings;
  const database = await connectDatabase(settings.databaseUrl, logger);
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
  const app = createApp(
    {
      services: createServices(database.source, temporal, settings),
      authenticate: createAuthenticator(settings.tokenKeys),
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
      await closeConnections();
    },
  };
}

function createServices(
  database: DataSource,
  temporal: Temporal,
  { placement, gateway, paymentTokenKeys, temporalUiUrl }: ApiSettings,
): Services {
  const orders = new OrderReader(database);
  const runs = new OrderRuns(temporal);
  return {
    catalog: new CatalogService(database),
    inventory: new InventoryService(database),
    orders,
    payments: new PaymentReader(database),
    paymentEvents: new PaymentEventsService(database),
    paymentRuns: new PaymentRuns(temporal),
    gateway,
    placement: new OrderPlacement(runs, orders, new PaymentTokens(paymentTokenKeys), placement),
    runs,
    watch: new OrderWatch(database),
    webUi: new WebUi(temporalUiUrl, temporal.client.options.namespace),
    readiness: new Readiness(temporal, database),
    document: buildOpenApiDocument(ROUTES),
  };
}
