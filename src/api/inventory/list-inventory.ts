import { z } from 'zod';
import { pageSchema, paginate, skuCursor } from '../http/cursor.js';
import { integerParam } from '../http/fields.js';
import { defineRoute } from '../http/route.js';
import { stockRepresentation, toStock } from '../../representations/stock.js';

export const listInventory = defineRoute({
  method: 'get',
  path: '/v1/inventory',
  operationId: 'listInventory',
  summary: 'List stock',
  description: 'Returns the stock of each product in ascending order of SKU.',
  access: 'operator',
  scope: 'inventory',
  query: z.strictObject({
    limit: integerParam(1, 100).default(50).meta({ description: 'Maximum number of rows on the page.' }),
    cursor: skuCursor.parameter,
  }),
  responses: { 200: { description: 'A page of stock.', body: pageSchema('InventoryPage', stockRepresentation) } },
  async handler({ query: { limit, cursor } }, { inventory }) {
    const rows = await inventory.list({ afterSku: cursor?.sku, limit: limit + 1 });
    const { page, nextCursor } = paginate(rows, limit, skuCursor, ({ sku }) => ({ sku }));
    return { status: 200, body: { data: page.map(toStock), next_cursor: nextCursor } };
  },
});
