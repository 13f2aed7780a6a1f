import { randomUUID } from 'node:crypto';
import { CatalogService } from '../../src/domains/catalog/catalog.service.js';
import { catalogSchema } from '../../src/domains/catalog/schema.js';
import { openDatabase } from '../../src/domains/database/database.js';
import { InventoryService } from '../../src/domains/inventory/inventory.service.js';
import { inventorySchema } from '../../src/domains/inventory/schema.js';

/** An order to be placed: the same to every contender, and paid by a card that is approved. */
export interface BenchOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

/** Enough that orders seldom meet at one product. */
const PRODUCTS = 200;
const STOCK = 1_000_000_000;
const USERS = Array.from({ length: 20 }, () => randomUUID());

/** Makes orders of products that are drawn in turn; two of them an order unless another number is given. */
export type OrderFactory = (items?: number) => BenchOrder;

/** Fills a catalogue of its own. */
export async function seedCatalogue(databaseUrl: string): Promise<OrderFactory> {
  const database = await openDatabase(databaseUrl, [catalogSchema, inventorySchema], { poolSize: 4 });
  try {
    const products = Array.from({ length: PRODUCTS }, () => randomUUID());
    const catalog = new CatalogService(database);
    const inventory = new InventoryService(database);
    for (const id of products) {
      const sku = `BENCH-${id}`;
      await catalog.create({ id, sku, name: `Bench ${id}`, price: 1_999, currency: 'USD' });
      await inventory.create({ productId: id, sku, quantity: STOCK, warehouseCode: 'MAIN' });
    }
    return createOrderFactory(products);
  } finally {
    await database.destroy();
  }
}

function createOrderFactory(products: readonly string[]): OrderFactory {
  let nextIndex = 0;
  // A stride that shares no factor with their number: each is drawn as often as any other.
  const nextProduct = () => products[(nextIndex += 37) % products.length] ?? '';
  return (items = 2) => ({
    orderId: randomUUID(),
    userId: USERS[nextIndex % USERS.length] ?? '',
    lines: Array.from({ length: items }, () => ({ productId: nextProduct(), quantity: 1 })),
  });
}
