import { z } from 'zod';
import { SkuTaken } from '../../domains/catalog/errors.js';
import { PRODUCT_STATUSES } from '../../domains/catalog/product.entity.js';
import { paginate, pageSchema } from '../http/cursor.js';
import { code, minorUnits, stockQuantity, text, uuid, integerParam } from '../http/fields.js';
import { defineRoute, problems } from '../http/route.js';
import { skuCursor } from '../sku-cursor.js';
import { uuidV5 } from '../../domains/uuid-v5.js';
import { productRepresentation, toProduct } from './representation.js';

const PRODUCT_ID_NAMESPACE = 'b0c6a4de-3c0e-4bb1-8f5a-6f0d5d1f7c42';

const productParams = z.strictObject({ id: uuid });
const name = text(200);
const price = minorUnits.meta({ description: 'Minor units of `currency`', example: 4999 });

const list = defineRoute({
  method: 'get',
  path: '/v1/products',
  operationId: 'listProducts',
  summary: 'List products by sku',
  access: 'anyone',
  query: z.strictObject({ limit: integerParam(1, 100).default(50), cursor: skuCursor.parameter }),
  responses: { 200: { description: 'A page of products', body: pageSchema(productRepresentation) } },
  async handler({ query: { limit, cursor } }, { catalog, inventory }) {
    const rows = await catalog.list({ afterSku: cursor?.sku, limit: limit + 1 });
    const { page, nextCursor } = paginate(rows, limit, skuCursor, ({ sku }) => ({ sku }));
    const stocks = await inventory.find(page.map((product) => product.id));
    const byProduct = new Map(stocks.map((stock) => [stock.productId, stock]));
    const data = page.map((product) => toProduct(product, byProduct.get(product.id)));
    return { status: 200, body: { data, next_cursor: nextCursor } };
  },
});

const get = defineRoute({
  method: 'get',
  path: '/v1/products/:id',
  operationId: 'getProduct',
  summary: 'Get a product',
  access: 'anyone',
  params: productParams,
  responses: { 200: { description: 'The product', body: productRepresentation } },
  problems: problems('product_not_found'),
  async handler({ params }, { catalog, inventory }) {
    const product = await catalog.get(params.id);
    const [stock] = await inventory.find([params.id]);
    return { status: 200, body: toProduct(product, stock) };
  },
});

const create = defineRoute({
  method: 'post',
  path: '/v1/products',
  operationId: 'createProduct',
  summary: 'Add a product, with its opening stock',
  access: 'operator',
  body: z
    .strictObject({
      sku: code(64),
      name,
      price,
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
        .default('USD'),
      opening_stock: stockQuantity.min(0).default(0),
      warehouse_code: code(32).default('MAIN'),
    })
    .meta({ id: 'NewProduct', example: { sku: 'MUG-1', name: 'Mug', price: 1600, opening_stock: 10 } }),
  responses: {
    201: {
      description: 'The product was added',
      body: productRepresentation,
      headers: z.object({ Location: z.string().meta({ description: 'The path of the product' }) }),
    },
  },
  problems: problems('sku_taken'),
  async handler({ body: { opening_stock, warehouse_code, ...body } }, { catalog, inventory }) {
    // The id follows from the sku: repeated after a crash between the two steps, the request finishes the second.
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

const change = defineRoute({
  method: 'patch',
  path: '/v1/products/:id',
  operationId: 'changeProduct',
  summary: 'Change a product, or take it off sale',
  description: 'Orders keep the name and price they were placed with.',
  access: 'operator',
  params: productParams,
  body: z
    .strictObject({ name: name.optional(), price: price.optional(), status: z.enum(PRODUCT_STATUSES).optional() })
    .meta({ id: 'ProductChanges', example: { status: 'inactive' } }),
  responses: { 200: { description: 'The product as it is now', body: productRepresentation } },
  problems: problems('product_not_found'),
  async handler({ params, body }, { catalog, inventory }) {
    const product = await catalog.update(params.id, body);
    const [stock] = await inventory.find([params.id]);
    return { status: 200, body: toProduct(product, stock) };
  },
});

export const productRoutes = [list, get, create, change];
