import { randomUUID } from 'node:crypto';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { catalogSchema } from '../../src/domains/catalog/schema.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { inventorySchema } from '../../src/domains/inventory/schema.js';

/** An order of the benchmark, paid by a card that the gateway approves. */
export interface BenchOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

/** Enough products that orders seldom contend for one. */
const PRODUCTS = 200;
const STOCK = 1_000_000_000;
const USERS = Array.from({ length: 20 }, () => randomUUID());

/** Creates orders that take the products in turn. @param items - products per order; by default 2 */
export type OrderFactory = (items?: number) => BenchOrder;

/** Adds the products of the benchmark. @returns a factory of orders of these products */
export async function seedCatalogue(databaseUrl: string): Promise<OrderFactory> {
  return createOrderFactory(await addProducts(databaseUrl, PRODUCTS, STOCK));
}

/** Adds products to the catalogue. @param stock - units of each @returns their ids */
export async function addProducts(databaseUrl: string, count: number, stock: number): Promise<string[]> {
  const database = await openDatabase(databaseUrl, [catalogSchema, inventorySchema], { poolSize: 4 });
  try {
    const products = Array.from({ length: count }, () => randomUUID());
    const catalog = new CatalogService(database);
    const inventory = new InventoryService(database);
    for (const id of products) {
      const sku = `BENCH-${id}`;
      await catalog.create({ id, sku, name: `Bench ${id}`, price: 1_999, currency: 'USD' });
      await inventory.create({ productId: id, sku, quantity: stock, warehouseCode: 'MAIN' });
    }
    return products;
  } finally {
    await database.destroy();
  }
}

function createOrderFactory(products: readonly string[]): OrderFactory {
  let nextIndex = 0;
  // The stride is coprime to the number of products, so that each product is used equally often.
  const nextProduct = () => products[(nextIndex += 37) % products.length] ?? '';
  return (items = 2) => ({
    orderId: randomUUID(),
    userId: USERS[nextIndex % USERS.length] ?? '',
    lines: Array.from({ length: items }, () => ({ productId: nextProduct(), quantity: 1 })),
  });
}
