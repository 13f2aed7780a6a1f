import { z } from 'zod';
import type { Stock } from '../domains/inventory/stock.entity.js';
import { updatedAt, uuid } from './fields.js';

const units = z.int().min(0);

export const stockRepresentation = z
  .object({
    product_id: uuid.meta({ description: 'Product that is in stock.' }),
    sku: z.string().meta({ description: 'SKU of the product.' }),
    available: units.meta({ description: 'Units that can be reserved for new orders.' }),
    reserved: units.meta({ description: 'Units reserved for orders that are not confirmed yet.' }),
    total: units.meta({ description: 'Sum of `available` and `reserved`.' }),
    warehouse_code: z.string().meta({ description: 'Warehouse that holds the stock.' }),
    updated_at: updatedAt,
  })
  .meta({ id: 'Inventory' });

export function toStock(stock: Stock): z.input<typeof stockRepresentation> {
  return {
    product_id: stock.productId,
    sku: stock.sku,
    available: stock.available,
    reserved: stock.reserved,
    total: stock.total,
    warehouse_code: stock.warehouseCode,
    updated_at: stock.updatedAt.toISOString(),
  };
}
