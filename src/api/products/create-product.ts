import { z } from 'zod';
import { SkuTaken } from '../../domains/catalog/errors.js';
import { changeEntry } from '../changes/change-origin.js';
import { code, stockQuantity } from '../http/fields.js';
import { idempotencyHeaders, requestKey } from '../http/idempotency.js';
import { defineRoute, problems } from '../http/route.js';
import { productCurrency, productName, productPrice } from './product-fields.js';
import { productIdOf } from './product-id.js';
import { productRepresentation, toLoggedProduct, toProduct } from '../../representations/product.js';

const newProduct = z
  .strictObject({
    sku: code(64).meta({ description: 'Unique stock-keeping unit. It cannot be changed later.' }),
    name: productName,
    price: productPrice,
    currency: productCurrency.default('USD'),
    opening_stock: stockQuantity.min(0).default(0).meta({ description: 'Units in stock when the product is created.' }),
    warehouse_code: code(32).default('MAIN').meta({ description: 'Warehouse that holds the stock.' }),
  })
  .meta({ id: 'ProductRequest', example: { sku: 'MUG-1', name: 'Mug', price: 1600, opening_stock: 10 } });

export const createProduct = defineRoute({
  method: 'post',
  path: '/v1/products',
  operationId: 'createProduct',
  summary: 'Create a product with its opening stock',
  description:
    'The product and its stock are created together. A request with the same `Idempotency-Key` returns the same product.',
  access: 'operator',
  scope: 'catalogue',
  headers: idempotencyHeaders,
  body: newProduct,
  responses: {
    201: {
      description: 'The product was created.',
      body: productRepresentation,
      headers: z.object({ Location: z.string().meta({ description: 'Path of the product.' }) }),
    },
  },
  problems: problems('sku_taken', 'idempotency_key_reused'),
  async handler(request, { catalog, inventory, changes, changeLog }) {
    const { opening_stock, warehouse_code, ...fields } = request.body;
    const { sku } = fields;
    // An earlier release may have left a product without stock; it is replaced.
    const id = productIdOf(sku);
    const key = requestKey({ ...request, params: {} }, 'createProduct');
    const created = await changes.catalog.once(key, async (manager) => {
      const product = await catalog.put({ id, ...fields }, manager);
      const opening = { productId: id, sku, quantity: opening_stock, warehouseCode: warehouse_code };
      if (!(await inventory.open(opening, manager))) throw new SkuTaken(sku);
      const after = { ...toLoggedProduct(product), opening_stock, warehouse_code };
      const change = { action: 'product.created', subjectId: id, before: null, after } as const;
      await changeLog.record({ ...changeEntry(request, key), ...change }, manager);
      return toProduct(product, await inventory.get(id, manager));
    });
    return { status: 201, body: created, headers: { Location: `/v1/products/${created.id}` } };
  },
});
