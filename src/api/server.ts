import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import type { DataSource } from 'typeorm';
import { ConfigurationError } from '../config.js';
import { CatalogService } from '../domains/catalog/catalog.service.js';
import { catalogSchema } from '../domains/catalog/schema.js';
import { openDatabase } from '../domains/database.js';
import { InventoryService } from '../domains/inventory/inventory.service.js';
import { inventorySchema } from '../domains/inventory/schema.js';
import { OrderReader } from '../domains/orders/order-reader.js';
import { ordersSchema } from '../domains/orders/schema.js';
import { PaymentReader } from '../domains/payments/payment-reader.js';
import { paymentsSchema } from '../domains/payments/schema.js';
import type { Logger } from '../telemetry/logger.js';
import { createApp } from './app.js';
import { authenticateWith } from './auth/authenticate.js';
import type { TokenKeys } from './auth/token-keys.js';
import { describeApi } from './openapi.js';
import { Readiness } from './operations/readiness.js';
import { OrderPlacement, type PlacementSettings } from './orders/placement.js';
import { OrderRuns } from './orders/order-runs.js';
import { ROUTES } from './routes.js';
import type { Services } from './services.js';
import { openTemporal, type Temporal } from './temporal.js';

export interface ApiSettings {
  /** Where to listen; 0 takes a free port. */
  readonly port: number;
  readonly databaseUrl: string;
  readonly temporal: ClientConnectConfig;
  readonly tokenKeys: TokenKeys;
  readonly placement: PlacementSettings;
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

/**
 * Starts the API. Temporal may be away: what needs it then answers 503.
 *
 * @throws ConfigurationError when the port is taken
 * @throws when the database cannot be reached
 */
export async function startApi(settings: ApiSettings): Promise<Api> {
  const { logger } = settings;
  const database = await openDatabase(settings.databaseUrl, [
    catalogSchema,
    ordersSchema,
    inventorySchema,
    paymentsSchema,
  ]);
  const temporal = openTemporal(settings.temporal);
  const closePools = async () => {
    await temporal.connection.close();
    await database.destroy();
  };
  const services = createServices(database, temporal, settings.placement);
  const server = createServer(createApp(services, authenticateWith(settings.tokenKeys), logger));
  try {
    await listen(server, settings.port);
  } catch (error) {
    await closePools();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async stop() {
      await close(server, settings.shutdownGraceSeconds);
      await closePools();
    },
  };
}

function createServices(database: DataSource, temporal: Temporal, placement: PlacementSettings): Services {
  const orders = new OrderReader(database);
  const runs = new OrderRuns(temporal);
  return {
    catalog: new CatalogService(database),
    inventory: new InventoryService(database),
    orders,
    payments: new PaymentReader(database),
    placement: new OrderPlacement(runs, orders, placement),
    runs,
    readiness: new Readiness(temporal, database),
    document: describeApi(ROUTES),
  };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigurationError(`PORT: ${port} is in use; set another`);
  }
}

async function close(server: Server, graceSeconds: number): Promise<void> {
  const closed = once(server, 'close');
  // Callers that keep their connections: those that go on asking are told to stop, the rest are closed once idle.
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceSeconds * 1_000);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}
