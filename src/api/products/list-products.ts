import { z } from 'zod';
import { pageSchema, paginate, skuCursor } from '../http/cursor.js';
import { integerParam, text } from '../http/fields.js';
import { cacheHeaders, notModified } from '../http/entity-tag.js';
import { defineRoute } from '../http/route.js';
import { productRepresentation, toProduct } from './representation.js';

export const listProducts = defineRoute({
  method: 'get',
  path: '/v1/products',
  operationId: 'listProducts',
  summary: 'List products',
  description: 'Returns products in ascending order of SKU, with the number of units that can be ordered.',
  access: 'anyone',
  cacheable: true,
  query: z.strictObject({
    q: text(64).optional().meta({ description: 'Only products whose SKU or name contains this text, in any case.' }),
    limit: integerParam(1, 100).default(50).meta({ description: 'Maximum number of products on the page.' }),
    cursor: skuCursor.parameter,
  }),
  responses: {
    200: {
      description: 'A page of products.',
      body: pageSchema('ProductPage', productRepresentation),
      headers: cacheHeaders,
    },
    304: notModified,
  },
  async handler({ query: { q, limit, cursor } }, { catalog, inventory }) {
    const rows = await catalog.list({ afterSku: cursor?.sku, text: q, limit: limit + 1 });
    const { page, nextCursor } = paginate(rows, limit, skuCursor, ({ sku }) => ({ sku }));
    const stocks = await inventory.find(page.map((product) => product.id));
    const byProduct = new Map(stocks.map((stock) => [stock.productId, stock]));
    const data = page.map((product) => toProduct(product, byProduct.get(product.id)));
    return { status: 200, body: { data, next_cursor: nextCursor } };
  },
});
