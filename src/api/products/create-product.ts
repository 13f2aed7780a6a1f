import { z } from 'zod';
import { SkuTaken } from '../../domains/catalog/errors.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { code, stockQuantity } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { productCurrency, productName, productPrice } from './product-fields.js';
import { productRepresentation, toProduct } from './representation.js';

const PRODUCT_ID_NAMESPACE = 'b0c6a4de-3c0e-4bb1-8f5a-6f0d5d1f7c42';

const newProduct = z
  .strictObject({
    sku: code(64).meta({ description: 'Unique stock-keeping unit. It cannot be changed later.' }),
    name: productName,
    price: productPrice,
    currency: productCurrency.default('USD'),
    opening_stock: stockQuantity.min(0).default(0).meta({ description: 'Units in stock when the product is created.' }),
    warehouse_code: code(32).default('MAIN').meta({ description: 'Warehouse that holds the stock.' }),
  })
  .meta({ id: 'NewProduct', example: { sku: 'MUG-1', name: 'Mug', price: 1600, opening_stock: 10 } });

export const createProduct = defineRoute({
  method: 'post',
  path: '/v1/products',
  operationId: 'createProduct',
  summary: 'Create a product with its opening stock',
  access: 'operator',
  body: newProduct,
  responses: {
    201: {
      description: 'The product was created.',
      body: productRepresentation,
      headers: z.object({ Location: z.string().meta({ description: 'Path of the product.' }) }),
    },
  },
  problems: problems('sku_taken'),
  async handler({ body: { opening_stock, warehouse_code, ...body } }, { catalog, inventory }) {
    // The id is derived from the SKU, so a request repeated after a crash between the two writes completes the second.
    const id = uuidV5(PRODUCT_ID_NAMESPACE, body.sku);
    if ((await inventory.find([id])).length > 0) throw new SkuTaken(body.sku);
    const product = await catalog.create({ id, ...body });
    const stock = await inventory.create({
      productId: id,
      sku: body.sku,
      quantity: opening_stock,
      warehouseCode: warehouse_code,
    });
    return { status: 201, body: toProduct(product, stock), headers: { Location: `/v1/products/${id}` } };
  },
});
