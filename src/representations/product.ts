import { z } from 'zod';
import { PRODUCT_STATUSES, type Product } from '../domains/catalog/product.entity.js';
import type { Stock } from '../domains/inventory/stock.entity.js';
import { createdAt, updatedAt, uuid } from './fields.js';

export const productRepresentation = z
  .object({
    id: uuid.meta({ description: 'Identifies the product.' }),
    sku: z.string().meta({ description: 'Unique stock-keeping unit.' }),
    name: z.string().meta({ description: 'Name that customers see.' }),
    price: z.int().meta({ description: 'Price in minor units of `currency`.' }),
    currency: z.string().meta({ description: 'ISO 4217 code.', example: 'USD' }),
    status: z.enum(PRODUCT_STATUSES).meta({ description: 'Only an `active` product can be ordered.' }),
    available: z.int().min(0).meta({ description: 'Units that can be ordered now.' }),
    created_at: createdAt,
    updated_at: updatedAt,
  })
  .meta({ id: 'Product' });

export function toProduct(product: Product, stock: Stock | undefined): z.input<typeof productRepresentation> {
  return {
    id: product.id,
    sku: product.sku,
    name: product.name,
    price: product.price,
    currency: product.currency,
    status: product.status,
    available: stock?.available ?? 0,
    created_at: product.createdAt.toISOString(),
    updated_at: product.updatedAt.toISOString(),
  };
}

/** What the log of changes keeps of a product. */
export function toLoggedProduct({ sku, name, price, currency, status }: Product) {
  return { sku, name, price, currency, status };
}
