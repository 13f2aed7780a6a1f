import { CatalogService } from '../../domains/catalog/catalog.service.js';
import { catalogSchema } from '../../domains/catalog/schema.js';
import { openDatabase } from '../../domains/database/database.js';
import type { Pooler } from '../../domains/database/pooler.js';
import { InventoryService } from '../../domains/inventory/inventory.service.js';
import { inventorySchema } from '../../domains/inventory/schema.js';
import { DEMO_PRODUCTS } from './demo-products.js';

/**
 * Adds the products of the demo catalogue that are missing; existing products keep their prices and stock.
 *
 * @param url - URL of a migrated database
 * @returns the number of added products
 */
export async function seedCatalogue(url: string, pooler: Pooler = 'none'): Promise<number> {
  const database = await openDatabase(url, [catalogSchema, inventorySchema], { poolSize: 2, pooler });
  try {
    const catalogue = new CatalogService(database);
    const inventory = new InventoryService(database);
    const ids = DEMO_PRODUCTS.map((product) => product.id);
    const existingProductIds = new Set((await catalogue.find(ids)).map((product) => product.id));
    const stockedProductIds = new Set((await inventory.find(ids)).map((stock) => stock.productId));
    for (const { openingStock, ...product } of DEMO_PRODUCTS) {
      const { id, sku } = product;
      if (!existingProductIds.has(id)) await catalogue.create({ ...product, currency: 'USD' });
      if (!stockedProductIds.has(id))
        await inventory.create({ productId: id, sku, quantity: openingStock, warehouseCode: 'MAIN' });
    }
    return ids.length - existingProductIds.size;
  } finally {
    await database.destroy();
  }
}
