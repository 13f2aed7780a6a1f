import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { ReservationsService } from '../../src/domains/inventory/reservations.service.js';
import { ALL_DOMAINS } from '../../src/migrate/migrate.js';
import { OrderReader } from '../../src/domains/orders/order-reader.js';
import { OrdersService } from '../../src/domains/orders/orders.service.js';
import { createSchema } from '../../src/gateway/schema.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** The domain services over a new database, without Temporal or a gateway. */
export interface Domains {
  readonly database: TestDatabase;
  readonly source: DataSource;
  readonly catalog: CatalogService;
  readonly inventory: InventoryService;
  readonly reservations: ReservationsService;
  readonly orders: OrdersService;
  readonly reader: OrderReader;
  /** Creates stock of a new product. @returns the product's id */
  addStock(quantity: number): Promise<string>;
  stop(): Promise<void>;
}

export async function startDomains(): Promise<Domains> {
  const database = await createTestDatabase();
  await createGatewayTables(database.url);
  const source = await openDatabase(database.url, ALL_DOMAINS, { poolSize: 20 });
  const inventory = new InventoryService(source);
  return {
    database,
    source,
    catalog: new CatalogService(source),
    inventory,
    reservations: new ReservationsService(source),
    orders: new OrdersService(source),
    reader: new OrderReader(source),

    async addStock(quantity) {
      const productId = randomUUID();
      await inventory.create({ productId, sku: `SKU-${productId}`, quantity, warehouseCode: 'MAIN' });
      return productId;
    },

    async stop() {
      await source.destroy();
      await database.drop();
    },
  };
}

/** The invariants read the gateway's tables. */
async function createGatewayTables(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  await createSchema(pool);
  await pool.end();
}
