import { z } from 'zod';
import type { Stock } from '../../domains/inventory/stock.entity.js';
import { timestamp, uuid } from '../http/fields.js';

const units = z.int().min(0);

export const stockRepresentation = z
  .object({
    product_id: uuid,
    sku: z.string(),
    available: units,
    reserved: units.meta({ description: 'Held for orders that are not confirmed yet' }),
    total: units.meta({ description: 'Available and reserved together' }),
    warehouse_code: z.string(),
    updated_at: timestamp,
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
